export { GET } from "../builds/route";
