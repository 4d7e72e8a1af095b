"""What the embedded server is told: safe on power loss, small enough for a laptop, silent in its log."""

from pathlib import Path

PORT = 5432
SOCKET_LIMIT = 100  # bytes; the system allows 104 to 108 for the whole path of a socket

COMMON = {
    "listen_addresses": "''",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "idle_in_transaction_session_timeout": "'10min'",
    # Personal data stay out of the log: no statement, no parameter, no detail of a row.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
}
LASTING = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "logging_collector": "on",
    "log_directory": "'../log'",
    "log_filename": "'postgresql-%a.log'",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
RECENT = {"io_method": "'sync'"}  # PostgreSQL 18: no helper processes for reading


def quoted(text: str) -> str:
    """A string as a configuration file wants it."""
    return "'" + text.replace("'", "''") + "'"


def text(*, sockets: Path, major: int, throwaway: bool) -> str:
    """The content of danvan.conf, written anew at each start; local.conf after it has the last word."""
    values = COMMON | (THROWAWAY if throwaway else LASTING) | (RECENT if major >= 18 else {})
    values["unix_socket_directories"] = quoted(str(sockets))
    lines = [f"{name} = {value}" for name, value in values.items()]
    return (
        "# Written at each start; your own settings go to local.conf beside this file.\n"
        + "\n".join(lines)
        + "\n"
    )


LOCAL = "# Your own settings; they win over danvan.conf, which is written anew at each start.\n"
INCLUDES = "\ninclude_if_exists = 'danvan.conf'\ninclude_if_exists = 'local.conf'\n"
