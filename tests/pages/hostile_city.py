"""The six townships under names that a browser, Markdown or plotly would take for commands."""

import shutil
from pathlib import Path

SIX_TOWNSHIPS = Path(__file__).parents[1] / "fixtures" / "six_townships"

# What each name is turned into; all of it must be read on the screen as it is written here.
NAMES = {
    "测试市": "测试<script>window.hit=1</script>市",
    "东区": "东<i>区</i>&lt;*斜*",
    "西县": "西~~县~~_x_[1]",
    "甲街道": "<img src=x onerror=window.hit=2>甲",
    "乙街道": "<b>乙</b>&amp;<br>街",
    "丙镇": "[丙](javascript:window.hit=3)**镇**",
    "丁镇": ":red[丁]:smile:$x^2$",
    "戊镇": "`戊`{{镇}}%{x}{y}",
    "己乡": "<a href='javascript:window.hit=4'>己</a>",
    "甲一社区": "# 甲<u>一</u>",
    "甲一托育": "<img src=x onerror=window.hit=5><b>甲一</b>",
    "甲二托育": "[甲二](javascript:window.hit=6)&amp;",
    "乙一托育": ":blue[乙一]:heart:$y$%{text}",
    "丙一托育": "**丙一**`托`<br>育",
    "丁二托育": "<svg onload=window.hit=7>丁二",
    "甲幼儿园托班": "<a href='javascript:window.hit=8'>甲</a>班",
    "丙镇托育中心": "<img src=x onerror=window.hit=9>中心",
    "戊镇托育点": "[点](javascript:window.hit=10)",
    "测试文": "<b>文</b>&amp;",
    "测试市公报": "<i>公报</i>:red[x]",
    "测试数据(虚构)": "<img src=x onerror=window.hit=11>数据&amp;**虚构**",
}
PLAN = """title_zh   = "<img src=x onerror=window.hit=12>计划&amp;**一**:red[划]"
title_en   = "<b>Plan</b>"
first_year = 2024
last_year  = 2027
document   = "<script>window.hit=13</script>《文件》[x](javascript:window.hit=14)"
issuer     = "<b>办公室</b>:smile:"
issued_on  = "2024-01-01"
area_code  = "980100"
area_zh    = "测试<script>window.hit=1</script>市"
area_en    = "Test <b>City</b>"
about_zh   = "<i>说明</i>$x$"
about_en   = "About"

[targets.slots_per_1000_population]
indicator  = "slots_per_1000_population"
clause     = "<img src=x onerror=window.hit=15>每千人口托位数**4.5**个:smile:"
comparator = ">="
value      = 4.5
due        = "2025-12"
note_zh    = "<b>注</b>&amp;`注`"
note_en    = "Note"

[tasks.T1]
section    = "<b>一</b>&amp;"
title      = "<img src=x onerror=window.hit=16>任务**一**:red[务]"
text       = "<b>正文</b>&amp;"
lead_units = ["<i>牵头</i>单位", "[单位](javascript:window.hit=17)"]
due        = "2025-06"
"""


def hostile_files(folder: Path) -> Path:
    """Write the files of the hostile city to a new folder."""
    shutil.copytree(SIX_TOWNSHIPS, folder)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        for name, hostile in sorted(NAMES.items(), key=lambda one: -len(one[0])):
            text = text.replace(name, hostile)
        path.write_text(text, encoding="utf-8")
    return folder


def hostile_plan(home: Path) -> None:
    """Write a plan of the same kind into a home folder."""
    (home / "plans").mkdir(parents=True, exist_ok=True)
    (home / "plans" / "hostile.toml").write_text(PLAN, encoding="utf-8")
