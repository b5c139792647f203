"""SettingsSheet: what phrases, where things lie, what runs where, in words."""

from tutor import Tutor, weights
from ui.rendering import words

NONE = "none"


def model_choices(tutor: Tutor) -> list[tuple[str, str]]:
    """What can be chosen to phrase answers: a friendly line, and the name of the model."""
    known = [
        (f"{_friendly(item.name)}, {_size(item.size)}, {_here(tutor, item)}", item.name) for item in weights.CATALOGUE
    ]
    return [*known, ("No language model: answers are the notes’ own lines", NONE)]


def model_in_use(tutor: Tutor) -> str | None:
    """The name of the model that phrases; None for one that is not in the catalogue."""
    if tutor.engine is None:
        return NONE
    return next(
        (item.name for item in weights.CATALOGUE if item.file in tutor.engine_name or item.name in tutor.engine_name),
        None,
    )


def phrased_by(tutor: Tutor) -> str:
    """What phrases the answers, by a name for a person; one of their own choice by the name that it has itself."""
    return _NAMES.get(model_in_use(tutor) or "", tutor.engine_name)


def engine_html(tutor: Tutor, said: str = "") -> str:
    """What phrases now, and what is wrong with it."""
    fault = f'<p class="notice failure">{words(tutor.engine_fault)}</p>' if tutor.engine_fault else ""
    file = f' <span class="line wrap">{words(tutor.engine_name)}</span>' if tutor.engine else ""
    name = phrased_by(tutor) if tutor.engine else "nobody: they are the notes’ own lines"
    return f"<p>Answers are phrased by <strong>{words(name)}</strong>.{file}</p>{fault}{said}"


def whereabouts_html(tutor: Tutor) -> str:
    """What runs where, and what is kept."""
    rows = (
        ("This window", "one program on this machine, listening on one address that only this machine reaches"),
        (
            "The language model",
            "a second program that the first one starts and ends; it reads your question and the "
            "lines found for it, and has no address of its own on the network",
        ),
        ("Search, grading, calculations", "code inside the first program; no model decides or computes"),
        (
            "What leaves the machine",
            "nothing; only a model that is not here yet is fetched from the network, when you choose it; nothing of "
            "yours is sent",
        ),
        ("What is kept", f"{words(str(tutor.data))}: progress, conversations, index, model files, copies of notes"),
    )
    items = "".join(f"<tr><th scope='row'>{name}</th><td>{text}</td></tr>" for name, text in rows)
    proof = (
        "<p>The proof: the project’s tests run the whole window where no network is, and fail when the page "
        "asks for anything from another machine.</p>"
    )
    return f'<table class="where-table"><tbody>{items}</tbody></table>{proof}'


def _friendly(name: str) -> str:
    return f"{_NAMES[name]}: {_GOOD_FOR[name]}" if name in _NAMES else name


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _here(tutor: Tutor, item: weights.ModelFile) -> str:
    if item.name == model_in_use(tutor):
        return "in use"
    return "is here" if (tutor.data / "weights" / item.file).is_file() else "will be fetched first"


_NAMES = {
    "qwen2.5-coder-1.5b": "Qwen 2.5 (1.5 billion)",
    "qwen2.5-coder-0.5b": "Qwen 2.5 (half a billion)",
    "smollm2-135m": "SmolLM2 (135 million)",
}
_GOOD_FOR = {
    "qwen2.5-coder-1.5b": "the default, writes best",
    "qwen2.5-coder-0.5b": "twice as quick, plainer",
    "smollm2-135m": "for old machines and trials",
}
