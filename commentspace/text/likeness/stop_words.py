"""Words that say little of what a comment asks for, in six languages, folded as `search.fold` folds them."""

from typing import Final

_LIGHT: Final = """
a about above across after also am an and any are as at be because been before being below between both but by did
do does doing done for from further get given had has have having he her here him his how however i if in into is
it its itself just kindly last let like made make many me might more most much my of on one onto or other our ours
out over own per please same she since so some such than that the their theirs them then there these they this
those through thus to too under until up upon us very was way we were what when where which while who whom why
will with within would yes yet you your our country delegation government suggest suggests propose proposes
proposed believe consider think would like paragraph para text sentence section wording draft document comment
review

al algo ante asi aun aunque como con cual cuando de del desde donde e el ella ellas ellos en entre era es esa esas
ese eso esta estan estas este esto estos fue ha han hasta hay la las le les lo los mas me mi mientras muy nos
nosotros nuestra nuestras nuestro nuestros o otra otro otros para pero por porque pues que quien se sea sean segun
ser si sobre son su sus tal tambien tanto te tiene toda todo tras tu un una unas uno unos y ya favor solicitamos
proponemos creemos consideramos rogamos parrafo texto frase pais delegacion gobierno

alors apres au aussi autre autres aux avant avec avoir c car ce cela celle celles celui ces cet cette ceux chez ci
comme d dans des deux doit donc dont du elle elles en encore entre est et etait etant ete etre eu eux fait fois
font ici il ils j je l la le les leur leurs lors lui m mais me meme memes mes moins mon ma nos notre nous on ont
ou par parce peu plus pour pourquoi pres puis qu quand que quel quelle qui s sa se selon sera ses si son sont sous
sur t ta tandis te tel telle tes toi ton tout toute tres tu un une vers vos votre vous y proposons demandons
estimons pensons souhaitons veuillez prions paragraphe texte phrase pays delegation gouvernement

а без более бы был была были было быть в вам вас весь во вот все всего вы где да для до его ее если есть еще же за
здесь и из или им их к как ко когда которая которого которое которой которые который которых кто ли либо между
меня мне мы на над нам нас наш наша наше наши него нее них но о об однако он она они оно от перед по под после
поэтому при про с свой со так также такой там те тем то того той том тот ту ты у уже хотя чего чем что чтобы эта
эти это этого этой этом этот эту я просим предлагаем считаем полагаем хотели пожалуйста пункт пункта пункте текст
текста тексте предложение предложения страна страны делегация правительство

ابي احد اذا الذي الذين التي اللذان الي اليه ان انه انها او اي ايضا بان بعد بعض بل بما به بها بين تكون تلك ثم حتي
حول حيث خلال دولة ذلك سوف ضمن عبر علي عليه عليها عن عند عنه عنها عنده في فان فقد فيه فيها قبل قد كان كانت كذلك كل
كما كون لان لدي لذلك لقد لكن له لها لهذا لو ما مثل مع من منذ منه منها نحن نحو هذا هذه هم هنا هناك هو هي هولاء و
وان وقد وكان وكانت ولكن وهو وهي يكون نقترح نري نعتقد نود نرجو يرجي فقره الفقره نص النص جمله الجمله حكومه وفد بلدنا
"""

LIGHT: Final = frozenset(_LIGHT.split())

LIGHT_CHARACTERS: Final = frozenset("的了和与及在是我们请此该本之其以于为而也都就把被将对从到等并或且则建议认为希望应")
"""Chinese characters that say little."""
