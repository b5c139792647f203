import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import content_words, stem, tokenise
from index.lexical import Lexical
from index.vocabulary import Vocabulary, abbreviations
from index.words import terms


@pytest.mark.parametrize(
    "forms",
    [
        "overfit overfits overfitting overfitted",
        "regularise regularize regularisation regularizations regulariser regularized",
        "classify classifies classifier classification classified",
        "converge converges convergence converging",
        "model models modelling modeling modelled",
        "bias biases biased",
        "loss losses",
        "matrix matrices",
        "behaviour behavior",
        "analyse analyze analysis analysing",
        "CNN CNNs cnn",
        "sparse sparsity",
        "robust robustness",
        "compute computing computation computational",
    ],
)
def test_the_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["l1 l2", "lime shap", "bias variance", "precision recall", "train test", "batch patch", "mean median"]
)
def test_words_that_must_not_be_confused_keep_their_own_stems(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)


def test_numbers_and_names_of_languages_stay_whole() -> None:
    assert tokenise("0.05 of 1,000.5 in C++ and C#") == ("0.05", "of", "1,000.5", "in", "c++", "and", "c#")


def test_apostrophes_do_not_make_words() -> None:
    assert tokenise("What’s the model's loss? Don't ask") == ("what", "the", "model", "loss", "dont", "ask")


def test_content_words_leave_out_what_every_question_has() -> None:
    assert content_words("What is the difference between L1 and L2?") == ("l1", "l2")


def test_a_question_about_a_question_word_keeps_it() -> None:
    assert content_words("What is a list?") == ("list",)


def test_a_hyphenated_word_is_found_in_one_word_and_in_two() -> None:
    assert set(terms("mini-batch")) >= {*terms("minibatch"), *terms("mini batch")}


def test_the_notes_explain_their_own_abbreviations() -> None:
    assert abbreviations("With stochastic gradient descent (SGD), unlike Local Surrogates (LIME).") == {
        "SGD": "stochastic gradient descent"
    }


def test_two_words_written_as_one_are_known_and_the_other_way_round() -> None:
    query = Vocabulary.of(["A data set is split; overfitting"]).read("Does a dataset show over fitting?")
    assert query.unknown == ("show",)
    assert {stem("data"), stem("set"), stem("overfitting")} <= set(query.terms)


def test_the_other_name_is_the_one_that_the_notes_use_most() -> None:
    vocabulary = Vocabulary.of(["weight decay", "ridge shrinks", "ridge again"])
    assert vocabulary.read("What is L2 regularisation?").synonyms == (("l2 regularisation", "ridge"),)


def test_a_name_that_the_notes_have_under_no_other_stays_alone() -> None:
    assert Vocabulary.of(["Dropout zeroes neurons"]).read("What is lasso?").synonyms == ()


@settings(deadline=None)  # the machine may be busy
@given(st.text(), st.text())
def test_reading_any_question_in_any_notes_gives_weights_for_words(notes: str, question: str) -> None:
    query = Vocabulary.of([notes]).read(question)
    assert all(0 < weight <= 1 for weight in query.terms.values())
    assert query.text == question


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_a_vocabulary_is_the_same_after_it_was_written_and_read(notes: str) -> None:
    vocabulary = Vocabulary.of([notes.encode(errors="replace").decode()])
    assert Vocabulary.from_bytes(vocabulary.to_bytes()) == vocabulary


def test_the_rarer_word_weighs_more() -> None:
    lexical = Lexical.over([("model", "dropout"), ("model", "pooling"), ("model",)])
    scores = lexical.scores({"model": 1.0, "dropout": 1.0})
    assert scores[0] > 2 * scores[1] > 0


def test_a_text_that_holds_all_words_of_the_question_scores_near_one_and_one_without_zero() -> None:
    lexical = Lexical.over([("max", "pooling"), ("dropout",)])
    scores = lexical.scores({"max": 1.0, "pooling": 1.0})
    assert scores[1] == 0
    assert 0.3 < scores[0] <= 1


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.lists(st.sampled_from(["a1", "b1", "c1", "d1"]), max_size=6), max_size=8))
def test_bm25_agrees_with_the_formula_written_out(documents: list[list[str]]) -> None:
    lexical = Lexical.over(documents)
    lengths = [len(document) for document in documents]
    mean = max(sum(lengths) / len(lengths), 1) if lengths else 1
    possible = lexical.rarity("a1") + lexical.rarity("b1")
    for document, score in zip(documents, lexical.scores({"a1": 1.0, "b1": 1.0}), strict=True):
        slow = 1.2 * (0.25 + 0.75 * len(document) / mean)
        each = (lexical.rarity(w) * document.count(w) / (document.count(w) + slow) for w in ("a1", "b1"))
        assert score == pytest.approx(sum(each) / possible, abs=1e-5)


def test_a_word_index_is_the_same_after_it_was_written_and_read() -> None:
    lexical = Lexical.over([("max", "pooling"), (), ("dropout", "max")])
    again = Lexical.from_bytes(lexical.to_bytes())
    assert again.rows == lexical.rows
    assert [again.holds(text, "max") for text in range(3)] == [True, False, True]
    assert again.scores({"max": 1.0}).tolist() == lexical.scores({"max": 1.0}).tolist()


def test_a_name_counts_only_where_its_words_stand_together() -> None:
    assert Vocabulary.of(["split the data before the test"]).read("What is an A/B test?").synonyms == ()
