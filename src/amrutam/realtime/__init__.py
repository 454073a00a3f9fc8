"""The WebSocket gateway: sends the changes of doctors' slots to open pages. docs/explanation/realtime.md explains it."""
