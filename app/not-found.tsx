import { Lonely } from "../components/frame/lonely";

export const metadata = { title: "Not found" };

/** The same words for what does not exist and for what one may not know of. */
export default function NotFound() {
  return (
    <Lonely title="Nothing is recorded under this address.">
      <p>Either it does not exist, or it belongs to a system that is not open to you. Digests are addressed by their full value or by at least twelve of their hex digits.</p>
      <p className="gap-top-s">
        <a href="/">Go to your first page</a>
      </p>
    </Lonely>
  );
}
