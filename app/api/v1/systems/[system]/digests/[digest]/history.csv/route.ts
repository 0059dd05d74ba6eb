export { GET } from "../history/route";
