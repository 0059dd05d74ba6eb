import { Icon } from "../ui/icon";

/** Search is a form, so it works without a script; `/` puts the cursor there. */
export function HeadSearch({ action, asOf }: { action: string; asOf: string | null }) {
  return (
    <form className="find-form head-find" action={action} method="get" role="search" aria-label="Everything in this system">
      {asOf && <input type="hidden" name="asOf" value={asOf} />}
      <label className="find">
        <Icon name="glass" />
        <span className="vh">Search image, digest, package or vulnerability</span>
        <input type="search" name="q" placeholder="CVE, package, image or digest" maxLength={200} />
        <kbd aria-hidden="true">/</kbd>
      </label>
    </form>
  );
}
