"""Antonyms: words on the two sides of one question, so that a statement can be turned round by one of them."""

from functools import lru_cache

from index import stem
from tutor.interview.contrast import PAIRS

# Each line: one side | the other side. Words of one side count as one word where polarity is compared.
LINES = """
increase raise grow rise climb expand | decrease reduce lower fall drop shrink decline diminish
higher larger bigger greater longer more enlarge | lower smaller shorter less fewer
high large big great long huge plenty many much lot | low small little tiny few short scarce
highest largest biggest greatest longest maximal maximum max most | lowest smallest shortest minimal minimum min least
maximise | minimise
fast quick faster quicker | slow slower
cheap cheaper inexpensive | expensive
good well better improve best help benefit | bad badly poor poorly worse degrade harm hurt worst
always every all any must | never none
overfit | underfit
linear | nonlinear
ignore neglect | consider respect account
ever | never
determine | undetermined
convex | nonconvex concave
global | local
sparse | dense
simple easy simpler easier | complex complicated difficult hard harder
stable smooth robust insensitive resistant immune invariant steady | unstable noisy sensitive vulnerable oscillate
strong stronger | weak weaker
shallow | deep
correlated | uncorrelated
necessary | optional unnecessary superfluous
add | subtract
single | several multiple
farsighted | shortsighted
joint | conditional marginal
reject | keep
balanced | imbalanced unbalanced
calibrated | uncalibrated
normalised | unnormalised
reversible | irreversible
likely probable | unlikely improbable
structured | unstructured
regular | irregular
stationary | nonstationary
converge | diverge
succeed success | failure
appear emerge | vanish disappear
attract | repel
enable active on | disable inactive off
independent | dependent depend
frozen freeze fixed constant | unfrozen unfreeze
same identical equal alike | different own differ individual distinct
before early earlier prior | after late later afterwards
first initial start begin | last final end stop
past previous backward | future next forward
inner internal inside within | outer external outside beyond
rare uncommon minority | frequent common usual majority
oversample upsample | undersample downsample
positive | negative
true correct right valid | false wrong incorrect invalid
upper top above over | lower bottom below under
explicit direct | implicit indirect
exact precise exactly | approximate rough
finite bounded | infinite unbounded unlimited
safe secure | dangerous risky unsafe
symmetric | asymmetric
biased | unbiased
supervised labelled | unsupervised unlabelled
multiply product | divide quotient
include contain retain | exclude remove discard
accept allow permit | refuse forbid prevent
random stochastic | deterministic
mutable | immutable
parallel simultaneous | sequential serial successive
continuous | discrete categorical
join merge | split
known observed visible | unknown unobserved hidden latent
open | closed close
above | below
wide broad | narrow
complete | partial incomplete
empty | full
reliable | unreliable
synchronous | asynchronous
ascending | descending
horizontal | vertical
left | right
even | odd
zero nought | nonzero
linearly | quadratically exponentially square cubically
last | best
only | whole entire together
once | repeatedly often
null | alternative
"""

# Each line: things of one kind, "|" between them: who names one of them instead of another says something else.
KINDS = """
mean average | median | mode
harmonic | arithmetic | geometric
sum | product | quotient
square quadratic | cube cubic | absolute
covariance | correlation | distance
linearly | quadratically | exponentially | logarithmically | cubically
add | subtract | multiply | divide
softmax | sigmoid | tanh | relu
gaussian | uniform | poisson | binomial | bernoulli
euclidean | cosine | manhattan
classification | clustering
convolutional | recurrent
image | text | audio | video
millisecond | minute | hour | day | week | month | year
bit | byte | nat
gini | entropy
pearson | spearman
crossentropy | hinge
joint | conditional | marginal
prior | posterior
integer | float
"""

DENYING = (("un", 4), ("non", 4), ("dis", 5), ("in", 6), ("im", 6), ("ir", 6), ("il", 6), ("a", 8), ("anti", 5))
"""Syllables that deny, with the letters that must follow."""
OTHERWISE = frozenset("format cover till less play stance struct tegr duct".split())
"""What such a syllable makes another word of: "information", "discover"."""
TURNING = (
    ("over", "under"), ("up", "down"), ("pre", "post"), ("inter", "intra"), ("inner", "outer"), ("max", "min"),
    ("homo", "hetero"), ("sub", "super"), ("en", "de"), ("in", "out"), ("in", "ex"), ("optimis", "pessimis"),
)  # fmt: skip
REST = 3

NO_PAIRS = {"P", "lime", "classification"}
"""Names of things are looked at as such; "regression" stands in "logistic regression"."""

Axis = tuple[str, int]


@lru_cache(maxsize=1)
def _axes() -> dict[str, frozenset[Axis]]:
    """Stem -> the questions it answers, each with its side (1 or -1)."""
    axes: dict[str, set[Axis]] = {}
    pairs = [(one.lower(), other.lower()) for one, other in PAIRS if one not in NO_PAIRS]
    for one, other in [*(line.split("|") for line in LINES.strip().splitlines()), *pairs]:
        for side, words in ((1, one), (-1, other)):
            for word in words.split():
                axes.setdefault(stem(word), set()).add((one.split()[0], side))
    return {word: frozenset(found) for word, found in axes.items()}


def sides(word: str) -> frozenset[Axis]:
    """The questions that a stem answers and on which side; empty for most words."""
    return _axes().get(word) or _axes().get(stem(word), frozenset())


def opposite(one: str, other: str) -> bool:
    """Whether two stems stand on two sides of one question, and on one side of none; or one is the other's denial."""
    mine, yours = sides(one), sides(other)
    listed = bool({(axis, -side) for axis, side in mine} & yours) and not mine & yours
    return listed or denial_of(one, other)


def alike(one: str, other: str) -> bool:
    """Whether two stems stand on one side of one question, and on two sides of none."""
    mine, yours = sides(one), sides(other)
    return bool(mine & yours) and not {(axis, -side) for axis, side in mine} & yours


@lru_cache(maxsize=65536)
def denial_of(one: str, other: str) -> bool:
    """Whether one word is the other with a syllable that denies ("unstable") or turns ("overconfident") it."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    denied = any(long == f"{start}{short}" and len(short) >= least for start, least in DENYING)
    turned = any(
        {one, other} == {f"{up}{rest}", f"{down}{rest}"} for up, down in TURNING for rest in _rests(long, up, down)
    )
    return (denied and short not in OTHERWISE) or turned


def _rests(word: str, *starts: str) -> list[str]:
    return [word[len(start) :] for start in starts if word.startswith(start) and len(word) >= len(start) + REST]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, dict[int, int]]:
    """Stem -> the kinds it is of, each with the place among them."""
    found: dict[str, dict[int, int]] = {}
    for kind, line in enumerate(KINDS.strip().splitlines()):
        for place, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(stem(word), {})[kind] = place
    return found


def of_a_kind(word: str) -> dict[int, int]:
    """The kinds that a stem is of, each with the thing that it is among them; empty for most words."""
    return _kinds().get(word, {})
