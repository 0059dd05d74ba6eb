export { GET } from "../versions/route";
