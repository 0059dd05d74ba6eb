export { GET } from "../controls/route";
