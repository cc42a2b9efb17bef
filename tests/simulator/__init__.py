"""The simulator (FAULTS C): a notebook's devices, and all that can befall them, out of one seed.

Real are the log, the projector, the session, the server's routes, the seals, and each device's
SQLite file in a folder of its own. Injected are the clock (device.py), randomness, the disk
(disk.py) and the network (network.py). story.py says what happens, invariants.py what must hold
all the same. One thing happens at a time, in one event loop; so a seed tells the same story again.

It does not simulate the browser's side, nor stores (tests/properties/test_any_folder.py does).
"""
