from zscore.who_lms.scoring import score_children
