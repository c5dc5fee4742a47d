"""Exports of e-PPGBM, Indonesia's register of under-fives: detection, reading, published z."""
