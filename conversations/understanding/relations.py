"""What people call their relatives, by the relation values of the form.

Words that mean different people in different places are left out, so that they are asked: 媳妇 (wife, or
daughter-in-law), 外甥 (nephew, or grandson), 家公, 孩子.
"""

from collections.abc import Mapping
from types import MappingProxyType

from conversations.understanding.normal import words

RELATION_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "self": words("本人 我 自己 我自己 我本人 申报人"),
        "spouse": words(
            "配偶 老婆 妻子 爱人 老公 丈夫 老伴 老伴儿 太太 内人 两口子 屋里人 屋里的 屋里头的 那口子 当家的 婆娘 婆姨 堂客 老婆子"
            " 孩子爸 孩子妈 孩子爹 孩子娘 孩子他爸 孩子他妈 孩子他爹 孩子他娘 孩子她爸 孩子她妈 孩子爸爸 孩子妈妈"
            " 娃他爸 娃他妈 娃他爹 娃他娘 娃儿他爸 娃儿他妈 娃爸 娃妈 孩儿他爹 孩儿他娘 崽他爸 崽他妈"
        ),
        "son": words(
            "儿子 大儿子 小儿子 二儿子 三儿子 长子 次子 三子 幼子 独子 独生子 养子 继子 崽 崽崽 大崽 小崽 细崽 满崽 幺儿 男娃"
        ),
        "daughter": words(
            "女儿 大女儿 小女儿 二女儿 三女儿 闺女 大闺女 小闺女 长女 次女 三女 幼女 独女 独生女 养女 继女"
            " 丫头 大丫头 小丫头 囡囡 幺女 女娃"
        ),
        "grandchild": words(
            "孙子女 孙子 孙女 孙儿 大孙子 小孙子 大孙女 小孙女 孙子孙女 外孙 外孙女 外孙子 小外孙 大外孙"
            " 外孙儿 小外孙女 大外孙女 孙孙 孙女儿 外孙女儿 孙娃"
        ),
        "father": words("父亲 爸爸 爸 老爸 爹 老爹 阿爸 继父 养父 老父亲 亲爸 亲爹 后爸 后爹 阿爹"),
        "mother": words("母亲 妈妈 妈 老妈 娘 老娘 阿妈 继母 养母 老母亲 姆妈 亲妈 亲娘 后妈 后娘 阿娘 老母"),
        "parent_in_law": words(
            "公婆或岳父母 公公 婆婆 公婆 公公婆婆 岳父 岳母 岳父母 丈人 丈母娘 丈母 老丈人 岳父岳母 老公公 老婆婆"
        ),
        "grandparent": words(
            "祖父母 爷爷 奶奶 祖父 祖母 外公 外婆 姥姥 姥爷 外祖父 外祖母 爷爷奶奶 外公外婆 老爷爷 老奶奶 阿奶"
        ),
        "sibling": words(
            "兄弟姐妹 哥哥 弟弟 姐姐 妹妹 哥 弟 姐 妹 兄弟 姐妹 大哥 二哥 三哥 小弟 大弟 小妹 大妹 大姐"
            " 二姐 三姐 兄长 老弟 老妹 亲哥 亲弟 亲姐 亲妹 亲哥哥 亲弟弟 亲姐姐 亲妹妹 胞兄 胞弟 老哥 老姐 二弟 三弟 四弟 二妹 三妹 四妹"
        ),
        "other": words(
            "其他 其它 别的 亲戚 其他亲属 女婿 儿媳 儿媳妇 侄子 侄女 侄儿 叔叔 伯伯 伯父 姑姑 姑妈 舅舅"
            " 姨妈 阿姨 婶婶 嫂子 弟媳 弟妹 姐夫 妹夫 曾孙 孙媳妇 孙女婿 表哥 表弟 表姐 表妹 堂哥 堂弟"
            " 堂姐 堂妹 邻居 朋友"
            " 儿媳妇儿 孙媳 侄孙 侄孙女 重孙 重孙子 重孙女 曾孙女 太奶奶 太爷爷 曾祖母 曾祖父 大嫂 二嫂 大伯 二伯 伯母"
            " 小叔子 小姑子 小舅子 大舅子 小姨子 舅妈 姑父 姨父 小姨 大姨 大姑 小舅 大舅 保姆 侄女儿"
        ),
    }
)
