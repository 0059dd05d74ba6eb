import type { TrustStep } from "../../contracts/trust";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** Every step of a verification; what does not hold is opened, what holds is quiet. */
export function Steps({ steps, label }: { steps: TrustStep[]; label: string }) {
  return (
    <ol className="proof-steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={`${step.id} ${index}`} className={step.ok === true ? "holds" : step.ok === false && step.required ? "fails" : ""}>
          <Status tone={step.ok === true ? "met" : step.ok === false ? (step.required ? "fail" : "needs") : "none"}>
            {step.name}
            {step.ok === null && <span className="muted"> (not decided)</span>}
            {!step.required && <span className="muted"> (for information)</span>}
          </Status>
          <dl>
            <dt>Expected</dt>
            <dd>
              <Untrusted text={step.expected} limit={2_000} />
            </dd>
            <dt>Got</dt>
            <dd>
              <Untrusted text={step.got} limit={2_000} />
            </dd>
          </dl>
        </li>
      ))}
    </ol>
  );
}
