import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { choiceProblem, claimProblems, problemText, progressSays, withoutRepeats } from "./prepare-hand-in";
import { snippets } from "./prepare-snippets";

const limits = { maxUploadBytes: 1000, maxPreviewBytes: 500 };
const file = (name: string, size: number) => ({ name, size });

describe("choice", () => {
  it("is refused with the limit or the file named", () => {
    expect(choiceProblem([file("a", 600), file("b", 600)], limits)).toBe("The files have 1.2 kB together; the limit is 1.0 kB.");
    expect(choiceProblem([file("a", 0)], limits)).toBe("a is empty.");
    expect(choiceProblem([file("a", 1)], limits)).toBeNull();
  });

  it("takes a file once, also when it is dropped twice", () => {
    expect(withoutRepeats([file("a", 1)], [file("a", 1), file("a", 2), file("a", 2)])).toEqual([file("a", 1), file("a", 2)]);
  });
});

describe("claim", () => {
  it("may be empty, and says by field what is wrong", () => {
    expect(claimProblems({ image: "", digest: "", tag: "" })).toEqual({});
    expect(Object.keys(claimProblems({ image: "a b", digest: "sha256:1", tag: "-x" }))).toEqual(["image", "digest", "tag"]);
  });
});

describe("progress", () => {
  it("is told in steps of ten and never as done before it is", () => {
    expect(progressSays([1, 0.5], [file("a", 50), file("b", 50)], "Sending")).toBe("Sending 2 files, 70 %.");
    expect(progressSays([1, 0.999], [file("a", 50), file("b", 50)], "Sending")).toBe("Sending 2 files, 90 %.");
    expect(progressSays([1], [file("a", 5)], "Sending")).toBe("All 1 file sent, waiting for the answer.");
  });
});

it("a refusal tells place and limit", () => {
  const problem = { type: "", title: "", status: 413, code: "door/too-large", detail: "Too large.", pointer: "a.json", limit: { name: "bytes", max: 1000, got: 2000 } };
  expect(problemText(problem)).toBe('Too large. (a.json) The limit "bytes" is 1,000, this has 2,000. Nothing was stored.');
});

describe("snippets", () => {
  const all = snippets("https://proofmark.example.test", "prod");

  it("carry this installation's address and system", () => {
    for (const { title, code } of all) expect(code, title).toContain("https://proofmark.example.test");
    for (const { title, code } of all) expect(code, title).toMatch(/systems\/prod\/|--system prod/);
  });

  it("are YAML where they say so, and put no outside value into a script's text", () => {
    const github = parse(all.find(({ title }) => title === "GitHub Actions")?.code ?? "") as { run: string }[];
    expect(github[0]?.run).not.toContain("${{");
    const gitlab = parse(all.find(({ title }) => title === "GitLab CI")?.code ?? "") as Record<string, { script: string[] }>;
    expect(gitlab["hand-in-evidence"]?.script[0]).toMatch(/^curl .*digest=\$DIGEST"$/);
  });
});
