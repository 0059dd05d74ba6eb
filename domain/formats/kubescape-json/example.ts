/** A whole document of this format, as small as it can be. */
export const example = {
  generationTime: "2026-11-03T09:00:00.697021698Z",
  clusterName: "",
  resources: [],
  results: [
    {
      resourceID: "path=1/api=apps/v1//Deployment/app",
      controls: [
        { controlID: "C-0017", name: "Immutable container filesystem", rules: [{ name: "immutable-container-filesystem", status: "failed" }] },
        { controlID: "C-0016", name: "Allow privilege escalation", status: { status: "passed" }, rules: [{ name: "rule-allow-privilege-escalation", status: "passed" }] },
      ],
    },
  ],
  summaryDetails: { controls: { "C-0017": { controlID: "C-0017", status: "failed", scoreFactor: 3 } } },
};
