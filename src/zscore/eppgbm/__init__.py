"""The exports of e-PPGBM, Indonesia's register of under-fives: layouts, values, reading."""
