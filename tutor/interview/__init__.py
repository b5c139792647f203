"""Mock interviews: questions, grades, history."""
