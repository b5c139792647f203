"""What an answer is found to contradict: shared by the tests of what turns a point round."""

from tutor.interview.grade import PointStatus
from tutor.interview.grading import grade


def contradicted(notes: str, answer: str) -> list[str]:
    points = grade("What is to be known?", notes, answer).points
    return [point.text for point in points if point.status is PointStatus.CONTRADICTED]
