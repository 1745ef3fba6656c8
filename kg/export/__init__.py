"""The graph as files, maps and pictures, and into other stores."""
