"""Notes for tests: few lines, each with a purpose."""

TEXT = """# Serving

## What is a canary release?

A canary release is a rollout to a small share of users first. It limits the damage of a bad version.

### Drawbacks

- Two versions run at once, so data must fit both.
- Rare faults need 10000 requests to show.

### Handling a bad canary

- Roll back: route all traffic to the old version.
- Compare error rates of both versions.

## How do batch and online inference compare?

| Aspect | Batch inference | Online inference |
|---|---|---|
| Latency | Slower (waits for the nightly job) | Faster (answers in 50 ms) |
| Cost | Cheaper per prediction | More expensive per prediction |

## What is shadow traffic?

"""
