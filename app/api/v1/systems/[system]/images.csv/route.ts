export { GET } from "../images/route";
