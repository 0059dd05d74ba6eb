import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.findings;
const [resource] = first?.resources ?? [];
const details = first?.packageVulnerabilityDetails;
const [found] = details?.vulnerablePackages ?? [];
const image = resource?.details.awsEcrContainerImage;
const put = (over: object) => ({ findings: [{ ...first, ...over }] });
const putDetails = (over: object) => put({ packageVulnerabilityDetails: { ...details, ...over } });
const putPackage = (over: object) => putDetails({ vulnerablePackages: [{ ...found, ...over }] });
const putImage = (over: object) => put({ resources: [{ ...resource, details: { awsEcrContainerImage: { ...image, ...over } } }] });

describeHostile("inspector-json", [
  ...brokenBytes(example),
  ...wrongFields("inspector", "finding", put, { required: ["type"], texts: ["status", "severity", "title"], objects: ["packageVulnerabilityDetails"] }),
  ...wrongFields("inspector", "details", putDetails, { required: ["vulnerabilityId"], texts: ["sourceUrl"], lists: ["cvss", "vulnerablePackages"] }),
  ...wrongFields("inspector", "package", putPackage, { required: ["name"], texts: ["version", "fixedInVersion"], numbers: ["epoch"] }),
  ...strangeTexts("the title", (title) => put({ title })),
  ["the list is empty: it could be of any tool", { findings: [] }, "opaque"],
  ["the list is an object", { findings: {} }, "opaque"],
  ["the list is null", { findings: null }, "opaque"],
  ["a finding is null", { findings: [null] }, "opaque"],
  ["a finding without its own name", { findings: [{ type: "PACKAGE_VULNERABILITY", resources: [] }] }, "opaque"],
  ["a finding without resources", { findings: [{ findingArn: "arn" }] }, "opaque"],
  ["its own name is a number", put({ findingArn: 7 }), "inspector/row"],
  ["the resources are an object", put({ resources: {} }), "inspector/row"],
  ["a resource is null", put({ resources: [null] }), "inspector/row"],
  ["a resource without a type", put({ resources: [{ id: "x" }] }), "inspector/row"],
  ["a resource whose details are text", put({ resources: [{ type: "X", details: "x" }] }), "inspector/row"],
  ["no resource at all", put({ resources: [] }), "read"],
  ["a digest that is cut", putImage({ imageHash: "sha256:abc" }), "noted:inspector/digest"],
  ["a digest that is a number", putImage({ imageHash: 7 }), "noted:inspector/digest"],
  ["a digest of sha512", putImage({ imageHash: `sha512:${"a".repeat(128)}` }), "noted:inspector/digest"],
  ["two images in one file: no digest may stand for both", { findings: [first, { ...first, resources: [{ ...resource, details: { awsEcrContainerImage: { ...image, imageHash: `sha256:${"b".repeat(64)}` } } }] }] }, "noted:inspector/several-images"],
  ["a machine beside an image", put({ resources: [resource, { type: "AWS_EC2_INSTANCE", id: "i-1", details: {} }] }), "noted:inspector/several-images"],
  ["a finding that is closed is not read as open", put({ status: "CLOSED" }), "noted:inspector/closed"],
  ["a finding that is suppressed is read", put({ status: "SUPPRESSED" }), "read"],
  ["a status nobody knows is read as open", put({ status: "WHATEVER" }), "read"],
  ["a package vulnerability without details", put({ packageVulnerabilityDetails: undefined }), "inspector/row"],
  ["a finding about the network", put({ type: "NETWORK_REACHABILITY", packageVulnerabilityDetails: undefined }), "noted:inspector/not-packages"],
  ["a package vulnerability without packages", putDetails({ vulnerablePackages: [] }), "noted:inspector/not-packages"],
  ["a package is null", putDetails({ vulnerablePackages: [null] }), "inspector/row"],
  ["scores of which one is null", putDetails({ cvss: [null] }), "inspector/row"],
  ["a score that is text", putDetails({ cvss: [{ baseScore: "7.5" }] }), "inspector/row"],
  ["a score of a thousand", putDetails({ cvss: [{ baseScore: 1000 }] }), "read"],
  ["an epoch below zero", putPackage({ epoch: -3 }), "read"],
  ["an epoch beyond measure", putPackage({ epoch: 1e21 }), "read"],
  ["a fix that is not available", putPackage({ fixedInVersion: "NotAvailable" }), "read"],
  ["a package manager named constructor", putPackage({ packageManager: "constructor" }), "read"],
  ["a platform that is a number", putImage({ platform: 12 }), "read"],
  ["a platform that is only signs", putImage({ platform: "___" }), "read"],
  ["a time that is no time", put({ updatedAt: "soon" }), "noted:inspector/time"],
  ["a time that is a number", put({ updatedAt: 1 }), "noted:inspector/time"],
  ["more pages than this file", { ...example, nextToken: "x" }, "noted:inspector/more-pages"],
  ["an id longer than any", putDetails({ vulnerabilityId: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", putPackage({ name: "a".repeat(2_000) }), "ingest/text-too-long"],
]);
