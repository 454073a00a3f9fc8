"""Redis or Valkey: one server, or a cluster of them. docs/redis.md explains it."""

from amrutam.core.redis.client import CallName, Observer, Redis, RedisAway, RedisServer, Script

__all__ = ["CallName", "Observer", "Redis", "RedisAway", "RedisServer", "Script"]
