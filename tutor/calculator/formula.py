"""An expression as LaTeX, with brackets only where they are needed."""

from tutor.calculator.expression import Binary, Call, Expression, Name, Number, Unary

_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_NAMES = {"pi": r"\pi"}
_FUNCTIONS = {
    "exp": r"\exp", "ln": r"\ln", "log2": r"\log_2", "log_2": r"\log_2", "log10": r"\log_{10}", "log_10": r"\log_{10}",
    "min": r"\min", "max": r"\max", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "sinh": r"\sinh",
    "cosh": r"\cosh", "tanh": r"\tanh", "sigmoid": r"\sigma",
}  # fmt: skip


def formula(tree: Expression) -> str:
    """The expression as LaTeX."""
    match tree:
        case Number(text):
            return _number(text)
        case Name(name):
            return _NAMES.get(name, name)
        case Unary("-", operand):
            return "-" + _inside(operand, 3)
        case Unary(sign, operand):
            return _inside(operand, 5) + (r"\%" if sign == "%" else sign)
        case Binary():
            return _binary(tree)
        case Call(function, arguments):
            return _call(function, [formula(argument) for argument in arguments])


def _number(text: str) -> str:
    mantissa, _, exponent = text.lower().partition("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa


def _binary(tree: Binary) -> str:
    """Two operands; a quotient as a fraction."""
    if tree.sign == "/":
        return rf"\frac{{{formula(tree.left)}}}{{{formula(tree.right)}}}"
    if tree.sign == "^":
        return rf"{_inside(tree.left, 5)}^{{{formula(tree.right)}}}"
    left, right = _inside(tree.left, _BINDING[tree.sign]), _inside(tree.right, _BINDING[tree.sign] + (tree.sign == "-"))
    if tree.sign == "*":
        joined = isinstance(tree.left, Number) and isinstance(tree.right, (Name, Binary)) and not right[0].isdigit()
        return f"{left} {right}" if joined and right[0] != "-" else rf"{left} \cdot {right}"
    return f"{left} {tree.sign} {right}"


def _inside(tree: Expression, binding: int) -> str:
    """The operand, in brackets when it binds less tightly than what is around it."""
    loose = (isinstance(tree, Binary) and _BINDING[tree.sign] < binding) or (isinstance(tree, Unary) and binding > 1)
    return rf"\left({formula(tree)}\right)" if loose else formula(tree)


def _call(function: str, arguments: list[str]) -> str:
    """A function with its arguments."""
    if function == "sqrt":
        return rf"\sqrt{{{arguments[0]}}}"
    if function == "log":
        base = f"_{{{arguments[1]}}}" if len(arguments) == 2 else ""
        return (rf"\log{base}" if base else r"\ln") + rf"\left({arguments[0]}\right)"
    if function == "abs":
        return rf"\lvert {arguments[0]} \rvert"
    name = _FUNCTIONS.get(function, rf"\operatorname{{{function}}}")
    return rf"{name}\left({', '.join(arguments)}\right)"
