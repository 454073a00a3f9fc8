"""The WebSocket gateway: sends changes of doctors' slots, and of admission queue places, to clients.

docs/explanation/realtime.md explains it.

- `gateway`: checks who may open a socket, and handles the messages of its client (`messages`).
- `hub`: the sockets of a process, and a feed for each doctor who has subscribers.
- `feed`: receives the events of one doctor from Redis, and sends the changes to the subscribed sockets; `rules`
  decides which slots changed.
- `place_watches`: the admission queue places that sockets watch.
- `tickets`, `socket_limits`: signing a socket in, and counting an account's or address's sockets.
- `sockets`, `wire`: the hub's interface to one socket, and the protocol object that writes to the client.
"""
