"""The desk: a store in the browser. Pages are rendered here, pictures are drawn by Vega, in the browser and
for files; nothing comes from elsewhere."""

from tidings.desk.app import make_app
from tidings.desk.desk import Desk
from tidings.desk.guard import Guard

__all__ = ["Desk", "Guard", "make_app"]
