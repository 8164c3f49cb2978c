"""The bundled demonstration newsroom: invented outlets, served on loopback."""
