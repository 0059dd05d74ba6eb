export { GET } from "../components/route";
