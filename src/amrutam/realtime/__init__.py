"""The WebSocket gateway: sends the changes of doctors' slots to open pages. docs/explanation/realtime.md explains it.

- `gateway`: checks who may open a socket, and handles the messages of its client (`messages`).
- `hub`: the sockets of a process, and a feed for each doctor who has subscribers.
- `feed`: receives the events of one doctor from Redis, and sends the changes to the subscribed sockets.
- `sockets`, `wire`: the hub's interface to one socket, and the protocol object that writes to the client.
"""
