const width = 96;
const height = 28;

/** The shape of the last values. Hidden from screen readers, because the value is next to it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return <svg aria-hidden="true" width={width} height={height} />;
  const most = Math.max(...values);
  const least = Math.min(...values);
  const span = most - least || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width;
    const y = height - 2 - ((value - least) / span) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="text-accent">
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
