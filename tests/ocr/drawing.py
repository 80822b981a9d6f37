"""Made-up ID cards and hospital bills, drawn: people and hospitals that do not exist, in layouts that do."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from PIL import Image, ImageDraw, ImageFont

from tests.fakes.households import id_number

FONT = "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # its place in the collection
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢"
_GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英玉兰建国志华文斌淑珍春梅海燕晓东凤琴德福立新金花永胜喜来"
_PLACES = ("清河县东山村三组12号", "平安镇新民路88号2单元", "白水乡上坪村五组", "石桥街道和平巷7号301室")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper and what is to be read on it, by key."""

    image: Image.Image
    truth: dict[str, str]


def has_font() -> bool:
    """Whether the typeface is installed."""
    try:
        _font(20)
    except OSError:
        return False
    return True


def id_card(rng: random.Random) -> Drawn:
    """The side of an ID card with the name, on a table."""
    man = rng.random() < 0.5
    name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))
    born = date(1945, 1, 1) + timedelta(days=rng.randrange(25_000))
    number = id_number(born, rng.randrange(0, 499) * 2 + (1 if man else 2))
    card = Image.new("RGB", (1000, 630), (226, 236, 241))
    draw, pale = ImageDraw.Draw(card), (70, 120, 170)
    for y in range(0, 630, 9):
        draw.line([(0, y), (1000, y + 60)], fill=(214, 228, 236))
    for at, label, value in (
        ((60, 70), "姓 名", name),
        ((60, 150), "性 别", "男" if man else "女"),
        ((300, 150), "民 族", rng.choice(("汉", "回", "畲", "土家"))),
        ((60, 230), "住 址", rng.choice(_PLACES)),
    ):
        y = at[1] if label != "住 址" else 310
        draw.text((at[0], y), label, fill=pale, font=_font(30))
        draw.text((at[0] + 110, y - 5), value, fill="black", font=_font(38))
    draw.text((60, 230), "出 生", fill=pale, font=_font(30))
    draw.text((170, 227), f"{born.year} 年 {born.month} 月 {born.day} 日", fill="black", font=_font(34))
    draw.text((60, 530), "公民身份号码", fill=pale, font=_font(30))
    draw.text((330, 520), number, fill="black", font=_font(46))
    draw.rectangle((690, 90, 930, 400), fill=(190, 200, 210))
    return Drawn(_on_table(card), {"name": name, "id_number": number})


def bill(rng: random.Random) -> Drawn:
    """One of the known formats of a hospital bill, on a table."""
    total = Decimal(rng.randrange(30_000, 9_000_000)) / 100
    fund = (total * Decimal(rng.randrange(20, 80)) / 100).quantize(Decimal("0.01"))
    paid = total - fund
    first = (paid * Decimal(rng.randrange(10, 90)) / 100).quantize(Decimal("0.01"))
    sheet = Image.new("RGB", (1100, 760), (250, 249, 244))
    draw = ImageDraw.Draw(sheet)
    draw.text((250, 40), "某某省医疗住院收费票据（样张）", fill="black", font=_font(36))
    draw.text((60, 110), f"交款人：{rng.choice(_SURNAMES)}示例", fill="black", font=_font(26))
    draw.text((640, 110), f"住院号：{rng.randrange(10**7, 10**8)}", fill="black", font=_font(26))
    for row in range(4):
        part = Decimal(rng.randrange(1000, 50_000)) / 100
        draw.text(
            (80, 170 + row * 46), f"{('床位费', '西药费', '化验费', '护理费')[row]}", fill="black", font=_font(26)
        )
        draw.text((420, 170 + row * 46), f"{part:.2f}", fill="black", font=_font(26))
    _FORMATS[rng.randrange(len(_FORMATS))](draw, total, fund, paid, first)
    return Drawn(_on_table(sheet), {"medical": f"{paid:.2f}"})


def _national(draw: ImageDraw.ImageDraw, total: Decimal, fund: Decimal, paid: Decimal, first: Decimal) -> None:
    draw.text((60, 380), f"金额合计（小写）：{total:.2f}", fill="black", font=_font(28))
    rows = (
        (("医保统筹基金支付", fund), ("其他支付", Decimal(0))),
        (("个人账户支付", first), ("个人现金支付", paid - first)),
        (("个人自付", paid - first), ("个人自费", first)),
    )
    for row, cells in enumerate(rows):
        for column, (label, amount) in enumerate(cells):
            draw.text((60 + column * 520, 450 + row * 60), f"{label}：{amount:.2f}", fill="black", font=_font(28))


def _settlement(draw: ImageDraw.ImageDraw, total: Decimal, fund: Decimal, paid: Decimal, first: Decimal) -> None:
    for row, (label, amount) in enumerate((("医疗费总额", total), ("统筹支付", fund), ("个人支付金额", paid))):
        draw.text((60, 390 + row * 70), label, fill="black", font=_font(30))
        draw.text((460, 390 + row * 70), f"{amount:,.2f}元", fill="black", font=_font(30))


def _table(draw: ImageDraw.ImageDraw, total: Decimal, fund: Decimal, paid: Decimal, first: Decimal) -> None:
    for column, (label, amount) in enumerate((("费用合计", total), ("医保支付", fund), ("个人负担", paid))):
        left = 60 + column * 330
        draw.rectangle((left, 400, left + 330, 470), outline="black")
        draw.rectangle((left, 470, left + 330, 540), outline="black")
        draw.text((left + 40, 415), label, fill="black", font=_font(28))
        draw.text((left + 40, 485), f"{amount:.2f}", fill="black", font=_font(28))


def _cash(draw: ImageDraw.ImageDraw, total: Decimal, fund: Decimal, paid: Decimal, first: Decimal) -> None:
    draw.text((60, 390), f"合计：¥{total:.2f}", fill="black", font=_font(30))
    draw.text((60, 460), f"报销金额：¥{fund:.2f}", fill="black", font=_font(30))
    draw.text((60, 530), f"现金支付：¥{paid:.2f}", fill="black", font=_font(30))


_FORMATS = (_national, _settlement, _table, _cash)


def _on_table(paper: Image.Image) -> Image.Image:
    table = Image.new("RGB", (paper.width + 160, paper.height + 140), (121, 96, 74))
    table.paste(paper, (80, 70))
    return table


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=SIMPLIFIED)
