"""Event types of a user's own, learnt from labelled sentences beside PLOVER's sixteen."""

from tidings.ontology.labelled import Label, Labelled, read_labelled, read_types
from tidings.ontology.train import Score, Trained, train_model
from tidings.ontology.user_model import UserModel, check_place, load_model

__all__ = [
    "Label",
    "Labelled",
    "Score",
    "Trained",
    "UserModel",
    "check_place",
    "load_model",
    "read_labelled",
    "read_types",
    "train_model",
]
