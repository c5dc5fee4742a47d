"""THE TABLE of the columns of estimates in the tidy layout, and what each means."""

from __future__ import annotations

# They stand after the columns of the groups, in this order.
COLUMNS = {
    "statistic": "`prevalence`, `mean`, `sd` or `total`",
    "indicator": "the column or columns it is about",
    "condition": "what is estimated",
    "cutoff": "its cut-off",
    "n": "children with a class or a z-score",
    "n_weighted": "the sum of their weights",
    "numerator": "those with the condition (weighted)",
    "estimate": "prevalence in %, mean or SD of z, or number of children",
    "se": "standard error",
    "ci_low": "lower 95 % confidence limit",
    "ci_high": "upper 95 % confidence limit",
    "method": "method for the limits: `wilson`, `logit`, `exact`, `korn-graubard`; `t`; "
    "`chi-squared` (SD of a census)",
    "ci_note": 'of a survey, or with `interval="logit"`: why an interval has no width. At 0 % or '
    "100 % a logit interval has none, which does not mean that the estimate is certain (`exact` "
    "and `wilson` give one); nor has a group that lies in one cluster",
    "design_effect": "of a survey: the variance divided by that of a simple random sample of as "
    'many children (R\'s `deff="replace"`), of proportions and means',
    "df": "of a survey: the degrees of freedom of the interval",
    "prevalence_class": "WHO–UNICEF class (2018) of the estimate: stunting 2.5/10/20/30 %, wasting "
    "and overweight 2.5/5/10/15 %, each class including its lower bound",
    "prevalence_class_low": "the class of the lower limit",
    "prevalence_class_high": "the class of the upper limit",
    "target": "with a target: the target",
    "gap": "estimate minus target, in percentage points",
    "target_met": "`yes` if the whole interval is at or below the target, `no` if it is above, "
    "otherwise `uncertain`",
    "children_over_target": "by how many children the number with the condition exceeds the target",
    "suppressed": "with `min_n`: whether the numbers of this row are suppressed",
    "change": "with a period: the difference from the previous period in the data, in percentage "
    "points",
    "change_low": "its lower limit",
    "change_high": "its upper limit",
}
# What a column of groups may not be called.
RESULT_COLUMNS = frozenset(("level", *COLUMNS))
