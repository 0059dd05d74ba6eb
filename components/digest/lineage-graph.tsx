import { escapeUntrusted } from "../ui/prepare-untrusted";
import { BOX, type Graph } from "./prepare-provenance";

/** The lineage as a picture. The outline beside it says the same in full, so the picture is kept from readers of text. */
export function LineageGraph({ graph }: { graph: Graph }) {
  return (
    <svg className="lineage-graph" viewBox={`-1 -1 ${graph.width + 2} ${graph.height + 2}`} width={graph.width} aria-hidden="true" focusable="false">
      {graph.lines.map(({ from, to }, index) => (
        <path key={index} d={`M${from[0]} ${from[1]}C${from[0] + BOX.gapX / 2} ${from[1]} ${to[0] - BOX.gapX / 2} ${to[1]} ${to[0]} ${to[1]}`} />
      ))}
      {graph.boxes.map((box, index) => (
        <g key={index} className={box.here ? "here" : undefined}>
          <rect x={box.x} y={box.y} width={BOX.width} height={BOX.height} />
          <text className="l" x={box.x + 10} y={box.y + 18}>
            {box.label}
          </text>
          <text className="t" x={box.x + 10} y={box.y + 35}>
            {escapeUntrusted(box.text, 40)}
          </text>
        </g>
      ))}
    </svg>
  );
}
