"""THE TABLE of columns: the columns of a table of children, and their headings.

All files and tables are read with it. A column has one canonical name, which includes its unit.
Headings are compared after folding (headings.py), so entries are in lower case with single spaces.
A new heading is one more entry; a user's own heading belongs into a mapping.

Sources: the exports of e-PPGBM in seven layouts; the manuals of ENA for SMART, WHO Anthro and
igrowup, the DHS recode manual and ODK; and 42 public tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "text", "number", "size", "date", "sex", "measured", "oedema", "age", "nik", "label"
]  # a "size" is a number for which 0 is missing; an "age" is written in words
Group = Literal["child", "measurement", "place", "identity", "survey", "published", "register"]

DHS_MISSING = frozenset({"9994", "9995", "9996", "9997", "9998", "9999"})


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading that also implies a unit, codes or missing values."""

    text: str
    unit: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)  # written → canonical
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table of children."""

    name: str
    group: Group
    kind: Kind = "text"
    unit: str | None = None
    titles: Mapping[str, str]  # description by language
    register: tuple[str, ...] = ()  # its headings in e-PPGBM's exports
    headings: tuple[str | Heading, ...] = ()  # other headings

    @property
    def identity(self) -> bool:
        """Whether the column identifies the child, its parents or its address."""
        return self.group == "identity"


def _titles(en: str, indonesian: str) -> dict[str, str]:
    return {"en": en, "id": indonesian}


_LYING_1 = {"1": "lying", "2": "standing", "0": "", "9": ""}  # 0: not measured, 9: missing


def _dhs(text: str, unit: str | None = None) -> Heading:
    return Heading(text=text, unit=unit, missing=DHS_MISSING)


# In the order of the columns of read_eppgbm's table.
COLUMNS = (
    Column(name="period", group="register", register=("periode",),
           titles=_titles("period of the report", "periode laporan")),
    Column(name="row_number", group="register", register=("no",),
           titles=_titles("number of the row", "nomor baris")),
    Column(name="nik", group="identity", kind="nik", register=("nik",),
           headings=("no ktp", "nomor ktp", "no nik", "nik anak", "nik balita", "nomor nik",
                     "nomor induk kependudukan"),
           titles=_titles("identity number (NIK)", "nomor induk kependudukan (NIK)")),
    Column(name="child_name", group="identity",
           register=("nama", "nama anak", "nama balita"),
           headings=("name", "child name", "childname", "name of child", "nama lengkap",
                     "nama baduta", "nama bayi", "nama lengkap anak", "nama anak balita"),
           titles=_titles("name of the child", "nama anak")),
    Column(name="sex", group="child", kind="sex", register=("jk", "jenis kelamin"),
           headings=("sex", "gender", "child sex", "childsex", "sex of child", "child gender",
                     "gender of child", "child s sex", "childs sex", "child s gender",
                     "sex of the child", "kelamin", "jenis kelamin anak", "jenis kelamin balita",
                     "j k", "l/p", "jns kelamin", "jenkel", "b4", "hc27", "hl4"),
           titles=_titles("sex", "jenis kelamin")),
    Column(name="birth_date", group="child", kind="date",
           register=("tgl lahir", "tanggal lahir"),
           headings=("birth date", "birthdate", "birthdat", "birthday", "dob", "date of birth",
                     "child dob", "dateofbirth", "date birth", "tgl lhr",
                     "tanggal lahir anak", "tgl lahir anak", "tanggal lahir balita",
                     "tgl lahir balita"),
           titles=_titles("date of birth", "tanggal lahir")),
    Column(name="birth_weight_kg", group="register", kind="size", unit="kg",
           register=("bb lahir", "berat lahir - sasaran"),
           headings=("birth weight", "birthweight", "berat lahir", "berat badan lahir"),
           titles=_titles("weight at birth", "berat badan lahir")),
    Column(name="birth_length_cm", group="register", kind="size", unit="cm",
           register=("tb lahir", "panjang lahir - sasaran"),
           headings=("birth length", "pb lahir", "panjang lahir", "tinggi lahir",
                     "panjang badan lahir"),
           titles=_titles("length at birth", "panjang badan lahir")),
    Column(name="birth_head_circumference_cm", group="register", kind="size", unit="cm",
           register=("lingkar kepala lahir",),
           titles=_titles("head circumference at birth", "lingkar kepala lahir")),
    Column(name="gestational_age_weeks", group="register", kind="size", unit="weeks",
           register=("usia kehamilan",), headings=("gestational age",),
           titles=_titles("gestational age at birth", "usia kehamilan saat lahir")),
    Column(name="child_order", group="register", register=("anak ke",),
           titles=_titles("birth order", "anak ke berapa")),
    Column(name="early_breastfeeding", group="register", register=("imd",),
           titles=_titles("breastfed within the first hour", "inisiasi menyusu dini")),
    Column(name="family_card_number", group="identity", register=("nomor kk",),
           headings=("no kk", "nkk", "nomor kartu keluarga"),
           titles=_titles("family card number", "nomor kartu keluarga")),
    Column(name="parent_name", group="identity",
           register=("nama ortu", "nama orang tua (ibu/ayah)"),
           headings=("nama orang tua", "nama ibu", "nama ayah", "ibu", "ayah", "nama orangtua",
                     "mother name", "mothers name", "nama wali", "nama ibu kandung",
                     "nama ibu/ayah", "nama kepala keluarga"),
           titles=_titles("name of a parent", "nama orang tua")),
    Column(name="parent_nik", group="identity", register=("nik orang tua",),
           headings=("nik ibu", "nik ayah", "nik ortu"),
           titles=_titles("identity number of a parent", "NIK orang tua")),
    Column(name="parent_phone", group="identity", register=("no hp orang tua",),
           headings=("no hp", "nomor hp", "no telp", "telepon", "phone", "phone number"),
           titles=_titles("phone number", "nomor telepon")),
    Column(name="province", group="place", register=("prov", "provinsi"),
           headings=("province",), titles=_titles("province", "provinsi")),
    Column(name="district", group="place",
           register=("kab/kota", "kabupaten", "kabupaten/kota"),
           headings=("kab", "kota", "district"), titles=_titles("district", "kabupaten/kota")),
    Column(name="subdistrict", group="place", register=("kec", "kecamatan"),
           headings=("subdistrict", "sub district"), titles=_titles("subdistrict", "kecamatan")),
    # The exports spell it "Pukesmas".
    Column(name="puskesmas", group="place", register=("pukesmas", "puskesmas"),
           headings=("pkm", "nama puskesmas"),
           titles=_titles("health centre (puskesmas)", "puskesmas")),
    Column(name="village", group="place",
           register=("desa/kel", "kelurahan", "desa/kelurahan", "desa"),
           headings=("kel", "village", "nama desa", "nama kelurahan", "kelurahan/desa"),
           titles=_titles("village", "desa/kelurahan")),
    Column(name="posyandu", group="place", register=("posyandu",),
           headings=("nama posyandu",),
           titles=_titles("health post (posyandu)", "posyandu")),
    Column(name="rt", group="identity", register=("rt",),
           titles=_titles("neighbourhood (RT)", "rukun tetangga (RT)")),
    Column(name="rw", group="identity", register=("rw",),
           titles=_titles("neighbourhood group (RW)", "rukun warga (RW)")),
    Column(name="address", group="identity", register=("alamat",),
           headings=("address", "alamat lengkap", "alamat rumah"),
           titles=_titles("address", "alamat")),
    Column(name="age_at_visit", group="child", kind="age",
           register=("usia saat ukur", "usia saatukur"),
           headings=("umur saat ukur", "usia saat pengukuran", "umur saat pengukuran"),
           titles=_titles("age written in words", "umur tertulis")),
    Column(name="visit_date", group="child", kind="date",
           register=("tanggal pengukuran", "tgl ukur", "tanggal ukur"),
           headings=("visit date", "visitdate", "date of visit", "date visit", "dos", "dov",
                     "surv date", "survdate", "survey date", "date int", "dateint",
                     "interview date", "date of interview", "date of measurement",
                     "measurement date", "measure date", "date measured", "weighing date",
                     "date of weighing", "date weighed", "examination date", "assessment date",
                     "date of assessment", "date of data collection", "today", "tgl pengukuran",
                     "tanggal periksa", "tgl periksa", "tanggal penimbangan", "tgl penimbangan",
                     "tgl timbang", "tanggal timbang", "tanggal kunjungan", "tgl kunjungan",
                     "tanggal pemeriksaan", "tgl pemeriksaan"),
           titles=_titles("date of the visit", "tanggal ukur")),
    Column(name="weight_kg", group="measurement", kind="number", unit="kg",
           register=("berat", "bb"),
           headings=("weight", "wt", "body weight", "child weight", "mean weight",
                     "child s weight", "childs weight",
                     "weight of child", "current weight", "weight now", "wgt", "wght",
                     "berat balita", "berat anak", "berat badan sekarang", "bb sekarang",
                     "berat badan", "berat badan anak", "berat badan balita", "bb anak",
                     "bb balita", "bb saat ini", Heading(text="mean inf wgt", unit="g"),
                     _dhs("hw2", "kg10"), _dhs("hc2", "kg10")),
           titles=_titles("weight", "berat badan")),
    Column(name="length_height_cm", group="measurement", kind="number", unit="cm",
           register=("tinggi", "tb"),
           headings=("height", "ht", "length", "len", "length height", "length/height",
                     "height/length", "lenhei", "lenht", "body length", "body height",
                     "child height", "child length", "height length", "stature", "hgt",
                     "child s height", "height of child", "tinggi balita", "tinggi anak",
                     "recumbent length", "tinggi badan", "pb",
                     "pb/tb", "tb/pb", "panjang badan", "panjang", "panjang/tinggi badan",
                     "panjang/tinggi", "tinggi/panjang badan", "tinggi/panjang",
                     "tinggi badan/panjang badan", "panjang badan/tinggi badan", "tb anak",
                     "tinggi badan anak", "tinggi badan balita", _dhs("hw3", "cm10"),
                     _dhs("hc3", "cm10")),
           titles=_titles("length or height", "panjang/tinggi badan")),
    Column(name="measured", group="measurement", kind="measured", register=("cara ukur",),
           headings=("measure", "measured", "position", "measurement position",
                     "standing/lying", "lying/standing", "lorh", "cara pengukuran", "posisi ukur",
                     "posisi pengukuran", "standing", "recumbent",
                     Heading(text="recum", codes={"1": "lying", "2": "standing"}),
                     Heading(text="hw15", codes=_LYING_1, missing=DHS_MISSING),
                     Heading(text="hc15", codes=_LYING_1, missing=DHS_MISSING)),
           titles=_titles("measured lying or standing", "cara ukur (terlentang/berdiri)")),
    Column(name="arm_circumference_cm", group="measurement", kind="size", unit="cm",
           register=("lila",),
           headings=("muac", "arm circumference", "armc", "mid upper arm circumference",
                     "upper arm circumference", "lingkar lengan", "lingkar lengan atas"),
           titles=_titles("mid-upper arm circumference", "lingkar lengan atas (LiLA)")),
    Column(name="published_waz_label", group="published", kind="label",
           register=("bb/u", "bbu"),
           headings=("status bb/u", "status gizi bb/u", "kategori bb/u"),
           titles=_titles("published class of weight-for-age", "kategori BB/U tercatat")),
    Column(name="published_waz", group="published", kind="number", unit="z",
           register=("zs bb/u", "zs bbu"),
           headings=("waz", "zwei", "wfaz", "zwfa", "waz who", "waz06", "wazwho", "z score bb/u",
                     "zscore bb/u", "z bb/u", "weight for age z", _dhs("hw71", "z100"),
                     _dhs("hc71", "z100")),
           titles=_titles("published weight-for-age z-score", "z-score BB/U tercatat")),
    Column(name="published_haz_label", group="published", kind="label",
           register=("tb/u", "tbu"),
           headings=("pb/u", "status tb/u", "status gizi tb/u", "status pb/u", "kategori tb/u",
                     "pb/u atau tb/u"),
           titles=_titles("published class of height-for-age", "kategori TB/U tercatat")),
    Column(name="published_haz", group="published", kind="number", unit="z",
           register=("zs tb/u", "zs tbu"),
           headings=("haz", "laz", "zlen", "hfaz", "zhfa", "haz who", "haz06", "hazwho", "laz who",
                     "lhaz", "zs pb/u", "z score tb/u", "zscore tb/u", "z tb/u",
                     "height for age z", _dhs("hw70", "z100"), _dhs("hc70", "z100")),
           titles=_titles("published height-for-age z-score", "z-score TB/U tercatat")),
    Column(name="published_whz_label", group="published", kind="label",
           register=("bb/tb", "bbtb"),
           headings=("bb/pb", "status bb/tb", "status gizi bb/tb", "status bb/pb",
                     "kategori bb/tb"),
           titles=_titles("published class of weight-for-height", "kategori BB/TB tercatat")),
    Column(name="published_whz", group="published", kind="number", unit="z",
           register=("zs bb/tb", "zs bbtb"),
           headings=("whz", "wlz", "zwfl", "wfhz", "zwfh", "whz who", "whz06", "whzwho", "wlz who",
                     "zs bb/pb", "z score bb/tb", "zscore bb/tb", "z bb/tb", "weight for height z",
                     _dhs("hw72", "z100"), _dhs("hc72", "z100")),
           titles=_titles("published weight-for-height z-score", "z-score BB/TB tercatat")),
    Column(name="weight_gain", group="register", register=("naik berat badan",),
           titles=_titles("weight gained since last month", "status naik berat badan")),
    Column(name="supplementary_food_kg", group="register", unit="kg", register=("pmt diterima",),
           titles=_titles("supplementary food received", "PMT yang diterima (kg)")),
    Column(name="vitamin_a_doses", group="register", register=("jml vit a",),
           titles=_titles("doses of vitamin A", "jumlah pemberian vitamin A")),
    Column(name="kpsp", group="register", register=("kpsp",),
           titles=_titles("developmental screening (KPSP)",
                          "kuesioner praskrining perkembangan (KPSP)")),
    Column(name="kia", group="register", register=("kia",),
           titles=_titles("has a mother-and-child book", "memiliki buku KIA")),
    Column(name="mothers_class", group="register", register=("kelas ibu balita",),
           titles=_titles("mothers' class", "ikut kelas ibu balita")),
    Column(name="mbg", group="register", register=("mbg",),
           titles=_titles("free meals programme (MBG)", "makan bergizi gratis (MBG)")),
    Column(name="detail", group="register", register=("detail",),
           titles=_titles("detail", "detail")),
    # --- not in the exports --------------------------------------------------------------
    Column(name="age_days", group="child", kind="number", unit="days",
           headings=("age days", "agedays", "age in days", "usia hari", "umur hari",
                     "usia dalam hari", "umur dalam hari", _dhs("caged")),
           titles=_titles("age in days", "umur dalam hari")),
    Column(name="age_months", group="child", kind="number", unit="months",
           headings=("age months", "agemons", "agemonths", "age mons", "age mos", "agemos",
                     "age mo", "agemo", "age in months", "months", "age month", "usia bulan",
                     "umur bulan", "usia dalam bulan", "umur dalam bulan", "umur bln",
                     "usia bln",
                     Heading(text="age years", unit="years"),
                     Heading(text="ageyears", unit="years"),
                     Heading(text="age in years", unit="years"),
                     Heading(text="usia tahun", unit="years"),
                     Heading(text="umur tahun", unit="years"),
                     _dhs("hw1"), _dhs("hc1"), _dhs("cage")),
           titles=_titles("age in months", "umur dalam bulan")),
    Column(name="oedema", group="measurement", kind="oedema",
           headings=("oedema", "edema", "oedeme", "odema", "edemas", "oedemas",
                     "bilateral oedema", "bilateral edema", "bengkak"),
           titles=_titles("bilateral oedema", "edema di kedua punggung kaki")),
    Column(name="head_circumference_cm", group="measurement", kind="size", unit="cm",
           headings=("head", "headc", "head circumference", "head circ", "headcirc",
                     "lingkar kepala", "lika"),
           titles=_titles("head circumference", "lingkar kepala")),
    Column(name="triceps_skinfold_mm", group="measurement", kind="size", unit="mm",
           headings=("tri", "triskin", "triceps", "triceps skinfold", "tsf"),
           titles=_titles("triceps skinfold", "lipatan kulit trisep")),
    Column(name="subscapular_skinfold_mm", group="measurement", kind="size", unit="mm",
           headings=("sub", "subskin", "subscapular", "subscapular skinfold", "ssf"),
           titles=_titles("subscapular skinfold", "lipatan kulit subskapula")),
    Column(name="published_baz", group="published", kind="number", unit="z",
           headings=("baz", "zbmi", "bmiz", "bfaz", "zbfa", "baz who", "zs imt/u", "z imt/u",
                     "z score imt/u", "zscore imt/u"),
           titles=_titles("published BMI-for-age z-score", "z-score IMT/U tercatat")),
    Column(name="published_hcz", group="published", kind="number", unit="z",
           headings=("hcz", "zhc"),
           titles=_titles("published head-circumference-for-age z-score",
                          "z-score lingkar kepala menurut umur tercatat")),
    Column(name="published_acz", group="published", kind="number", unit="z",
           headings=("acz", "zac", "mfaz", "muacz", "zmuac"),
           titles=_titles("published arm-circumference-for-age z-score",
                          "z-score LiLA menurut umur tercatat")),
    Column(name="published_tsz", group="published", kind="number", unit="z",
           headings=("tsz", "zts"),
           titles=_titles("published triceps-skinfold-for-age z-score",
                          "z-score lipatan kulit trisep tercatat")),
    Column(name="published_ssz", group="published", kind="number", unit="z",
           headings=("ssz", "zss"),
           titles=_titles("published subscapular-skinfold-for-age z-score",
                          "z-score lipatan kulit subskapula tercatat")),
    Column(name="sampling_weight", group="survey", kind="number",
           headings=("sw", "wtfactor", "sampling weight", "sample weight", "survey weight",
                     "pweight", "chweight", Heading(text="v005", unit="per_million"),
                     Heading(text="hv005", unit="per_million")),
           titles=_titles("sampling weight of a survey", "bobot sampel survei")),
    Column(name="cluster", group="survey",
           headings=("psu", "cluster", "cluster id", "clusterid", "cluster number", "klaster",
                     "v021", "hv021"),
           titles=_titles("cluster of a survey", "klaster survei")),
    Column(name="strata", group="survey",
           headings=("strata", "stratum", "v022", "v023", "hv022", "hv023"),
           titles=_titles("stratum of a survey", "strata survei")),
    Column(name="team", group="survey", headings=("team", "enumerator", "tim", "enumerator id"),
           titles=_titles("team that measured", "tim pengukur")),
)  # fmt: skip

BY_NAME = {column.name: column for column in COLUMNS}
REGISTER = tuple(column for column in COLUMNS if column.register)  # columns of read_eppgbm's table
IDENTITY = frozenset(column.name for column in COLUMNS if column.identity)
# Headings of an age without a unit; its values or the user decide (see measurement_units.py).
AGE_HEADINGS = frozenset(
    ("age", "umur", "usia", "umur/usia", "usia/umur", "umur balita", "usia balita",
     "umur/usia balita", "usia/umur balita", "umur anak", "usia anak", "child age", "age of child",
     "childage", "age child", "age of the child", "child s age", "umur baduta", "usia baduta",
     "umur bayi", "usia bayi", "baby age", "age of baby")
)  # fmt: skip
Z_SCORES = ("haz", "waz", "whz", "baz", "hcz", "acz", "tsz", "ssz")
