"""The exports of e-PPGBM, Indonesia's register of under-fives: signature, reading, published z."""
