"""Draws what grows with the members: both axes are logarithmic, so that a straight line is a power."""

import html
import math

WIDTH, LEFT, RIGHT = 860, 70, 540
GAP = 19
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    .paper { fill: #ffffff; }
    .grid { stroke: #d0d7de; }
    .slope { stroke: #8c959f; stroke-dasharray: 2 5; }
    .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
    @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .paper { fill: #0d1117; }
        .grid { stroke: #30363d; }
    }
"""
# Each is told from both papers.
COLOURS = ["#d1495b", "#2f86c1", "#3a9d5d", "#b8791f", "#8a63d2", "#1f9a9a", "#c2559d"]


class Panel:
    """Lines over the members, between two powers of ten."""

    def __init__(self, top, height, title, lines):
        self.top, self.height, self.title, self.lines = top, height, title, lines
        members, values = zip(*(point for _, points in lines for point in points), strict=True)
        self.few, self.many = math.log10(min(members)), math.log10(max(members))
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(self, members):
        return LEFT + (RIGHT - LEFT) * (math.log10(members) - self.few) / (self.many - self.few)

    def y(self, value):
        return self.top + self.height * (self.high - math.log10(value)) / (self.high - self.low)

    def draw(self, exponent):
        yield f'<text x="{LEFT}" y="{self.top - 14}">{html.escape(self.title)}</text>'
        for power in range(self.low, self.high + 1):
            y = self.y(10**power)
            yield f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>'
        for members in sorted({members for _, points in self.lines for members, _ in points}):
            x = self.x(members)
            yield f'<path class="grid" d="M{x:.1f} {self.top}V{self.top + self.height}"/>'
            yield f'<text x="{x:.1f}" y="{self.top + self.height + 20}" text-anchor="middle">{members:,}</text>'
        # What would grow as the members do.
        rise = min(self.many - self.few, self.high - self.low)
        begin, end = 10 ** (self.many - rise), 10**self.many
        yield (
            f'<path class="slope" d="M{self.x(begin):.1f} {self.y(10**self.low):.1f}'
            f'L{self.x(end):.1f} {self.y(10 ** (self.low + rise)):.1f}"/>'
        )
        below = self.top
        ends = sorted(enumerate(self.lines), key=lambda line: -line[1][1][-1][1])
        for number, (name, points) in ends:
            colour = COLOURS[number % len(COLOURS)]
            path = "L".join(f"{self.x(members):.1f} {self.y(value):.1f}" for members, value in points)
            yield f'<path class="line" stroke="{colour}" d="M{path}"/>'
            for members, value in points:
                yield f'<circle cx="{self.x(members):.1f}" cy="{self.y(value):.1f}" r="3.5" fill="{colour}"/>'
            # Names stand one below the other.
            y = below = max(self.y(points[-1][1]), below + GAP)
            yield f'<path d="M{RIGHT + 6} {self.y(points[-1][1]):.1f}L{RIGHT + 22} {y:.1f}" stroke="{colour}"/>'
            yield f'<text x="{RIGHT + 28}" y="{y + 4:.1f}">{html.escape(name)}: {exponent(points)}</text>'


def write(path, times, resident, exponent):
    """Times in milliseconds and memory in megabytes, each with its exponent."""
    panels = [
        Panel(64, 330, "milliseconds of the processor, by members (dotted: as the members do)", times),
        Panel(480, 130, "resident memory, MB", [("resident", resident)]),
    ]
    drawn = "\n".join(f"    {part}" for panel in panels for part in panel.draw(exponent))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 650" role="img">\n'
        "    <title>What grows with the members</title>\n"
        f"    <style>{STYLE}    </style>\n"
        f'    <rect class="paper" width="{WIDTH}" height="650" rx="6"/>\n'
        f'    <text x="{RIGHT + 28}" y="50">what it is, and its exponent</text>\n{drawn}\n</svg>\n',
        encoding="utf-8",
    )
