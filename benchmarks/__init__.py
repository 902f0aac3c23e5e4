"""Measurements of speed and accuracy, each a ratio to something named that is measured in the same run.

``make bench`` runs all of them, ``python -m benchmarks names speed`` some; ``--show 20`` prints what went wrong.
"""
