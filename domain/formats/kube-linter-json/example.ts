/** A whole document of this format, as small as it can be. */
export const example = {
  Checks: [{ name: "latest-tag", description: "Indicates when a container uses the latest tag.", remediation: "Use a tag.", scope: { objectKinds: ["DeploymentLike"] }, template: "latest-tag" }],
  Reports: [
    {
      Diagnostic: { Message: "The container \"app\" is using the image \"app:latest\"." },
      Check: "latest-tag",
      Remediation: "Use a tag.",
      Object: { Metadata: { FilePath: "/manifests/app.yaml" }, K8sObject: { Namespace: "", Name: "app", GroupVersionKind: { Group: "apps", Version: "v1", Kind: "Deployment" } } },
    },
  ],
  Summary: { ChecksStatus: "Failed", CheckEndTime: "2026-11-03T09:00:00.81594186Z", KubeLinterVersion: "0.8.3" },
};
