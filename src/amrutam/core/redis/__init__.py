"""A client of Redis or Valkey, for one server or a cluster; docs/explanation/redis.md explains it."""

from amrutam.core.redis.client import CallName, Observer, Redis, RedisAway, RedisServer
from amrutam.core.redis.library import Function, Library

__all__ = ["CallName", "Function", "Library", "Observer", "Redis", "RedisAway", "RedisServer"]
