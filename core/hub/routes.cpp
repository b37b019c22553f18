// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/routes.h"

#include "hub/api_operation.h"

namespace fanlight {

namespace {

using http::Method;

constexpr http::Parameter ListParameters[]
    = {{"limit", false, "max count size pagesize perpage top"},
        {"after", false, "cursor next offset page from"}};
constexpr http::Parameter ConnectionsParameters[] = {{"filter", false, "q query search where"},
    {"limit", false, "max count size pagesize perpage top"},
    {"cursor", false, "after next offset page from"}};
constexpr http::Parameter EndUserParameters[] = {{"deny", false, "ban block lock denyfor for"}};
constexpr http::Parameter ReachParameters[] = {{"kind", false, "type route"}};
constexpr http::Parameter ReplayParameters[]
    = {{"userId", false, "user"}, {"lastEventId", false, "id after since from"}};
constexpr http::Parameter SetsParameters[] = {{"contains", false, "filter q query search name"}};
constexpr http::Parameter AdminStreamParameters[] = {{"views", true, "view"}};
constexpr http::Parameter DisconnectParameters[] = {{"retry", false, "retryms retryafter"}};

// Whether a path is that of a route; what stands for each * is left as it is.
bool matches(std::string_view route, std::string_view path, std::vector<std::string>& segments)
{
    for (;;) {
        const std::size_t star = route.find('*');
        if (star == std::string_view::npos)
            return path == route;
        if (!path.starts_with(route.substr(0, star)))
            return false;
        route.remove_prefix(star + 1);
        path.remove_prefix(star);
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment.empty())
            return false;
        segments.push_back(std::string(segment));
        path.remove_prefix(segment.size());
    }
}

} // namespace

const std::vector<Route>& routes()
{
    static const std::vector<Route> Routes = {
        {"/api/publish", Method::Post, Desk::Publish, Access::Change, Role::Publish,
            RouteBody::JsonObject, "Publishes to one user, to several, or to everybody",
            api_operations::Publish},
        {"/api/notifications", Method::Get, Desk::Stream, Access::Stream, Role::User,
            RouteBody::None,
            "Opens a stream of Server-Sent Events: those of a user, and broadcasts",
            api_operations::OpenStream},
        {"/api/receipts/*", Method::Get, Desk::Receipt, Access::Read, Role::Publish,
            RouteBody::None, "How far an event that was published with a receipt has come",
            api_operations::GetReceipt},
        {"/api/stats", Method::Get, Desk::Stats, Access::Read, Role::Monitor, RouteBody::None,
            "Figures of the hub since its start", api_operations::GetStats},
        {"/api/connections", Method::Get, Desk::Connections, Access::Read, Role::Monitor,
            RouteBody::None, "A page of the open streams", api_operations::ListConnections,
            ConnectionsParameters},
        {"/api/connections/*", Method::Delete, Desk::Disconnect, Access::Change, Role::Admin,
            RouteBody::None, "Ends a stream", api_operations::EndConnection, DisconnectParameters},
        {"/metrics", Method::Get, Desk::Metrics, Access::Read, Role::Monitor, RouteBody::None,
            "Figures of the hub since its start, in Prometheus' text format",
            api_operations::GetMetrics},
        {"/healthz", Method::Get, Desk::Health, Access::Probe, Role::None, RouteBody::None,
            "Whether the hub is alive", api_operations::IsAlive},
        {"/readyz", Method::Get, Desk::Readiness, Access::Probe, Role::None, RouteBody::None,
            "Whether the hub takes and delivers what is published", api_operations::IsReady},
        {"/api/fanout", Method::Post, Desk::Fanout, Access::Change, Role::Publish,
            RouteBody::JsonObject, "Publishes to the followers of an author",
            api_operations::FanOut},
        {"/api/selective", Method::Post, Desk::Selective, Access::Change, Role::Publish,
            RouteBody::JsonObject, "Publishes to the users who are interested in a type",
            api_operations::PublishSelectively},
        {"/api/users/*/followers", Method::Get, Desk::Followers, Access::Read, Role::Publish,
            RouteBody::None, "A page of the users who follow an author",
            api_operations::ListFollowers, ListParameters},
        {"/api/users/*/followers", Method::Put, Desk::Followers, Access::Change, Role::Publish,
            RouteBody::JsonArray, "Adds followers to those of an author",
            api_operations::AddFollowers},
        {"/api/users/*/followers", Method::Delete, Desk::Followers, Access::Change, Role::Publish,
            RouteBody::None, "Removes all followers of an author", api_operations::RemoveFollowers},
        {"/api/users/*/followers/*", Method::Get, Desk::Followers, Access::Read, Role::Publish,
            RouteBody::None, "Whether a user follows an author", api_operations::IsFollower},
        {"/api/users/*/followers/*", Method::Put, Desk::Followers, Access::Change, Role::Publish,
            RouteBody::None, "Lets a user follow an author", api_operations::AddFollower},
        {"/api/users/*/followers/*", Method::Delete, Desk::Followers, Access::Change, Role::Publish,
            RouteBody::None, "Lets a user follow an author no longer",
            api_operations::RemoveFollower},
        {"/api/users/*/interests", Method::Get, Desk::Interests, Access::Read, Role::Publish,
            RouteBody::None, "A page of the types a user is interested in",
            api_operations::ListInterests, ListParameters},
        {"/api/users/*/interests", Method::Put, Desk::Interests, Access::Change, Role::Publish,
            RouteBody::JsonArray, "Adds types to those a user is interested in",
            api_operations::AddInterests},
        {"/api/users/*/interests", Method::Delete, Desk::Interests, Access::Change, Role::Publish,
            RouteBody::None, "Removes all types a user is interested in",
            api_operations::RemoveInterests},
        {"/api/users/*/interests/*", Method::Get, Desk::Interests, Access::Read, Role::Publish,
            RouteBody::None, "Whether a user is interested in a type",
            api_operations::IsInterested},
        {"/api/users/*/interests/*", Method::Put, Desk::Interests, Access::Change, Role::Publish,
            RouteBody::None, "Makes a user interested in a type", api_operations::AddInterest},
        {"/api/users/*/interests/*", Method::Delete, Desk::Interests, Access::Change, Role::Publish,
            RouteBody::None, "Makes a user interested in a type no longer",
            api_operations::RemoveInterest},
        {"/api/faults", Method::Get, Desk::Break, Access::Read, Role::Monitor, RouteBody::None,
            "The faults that are on", api_operations::ListFaults},
        {"/api/faults", Method::Post, Desk::Break, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Begins a fault", api_operations::BeginFault},
        {"/api/faults", Method::Delete, Desk::Break, Access::Change, Role::Admin, RouteBody::None,
            "Ends all faults", api_operations::EndFaults},
        {"/api/faults/*", Method::Delete, Desk::Break, Access::Change, Role::Admin, RouteBody::None,
            "Ends a fault", api_operations::EndFault},
        {"/api/sources", Method::Get, Desk::Sources, Access::Read, Role::Monitor, RouteBody::None,
            "How the queues stand whose messages are published", api_operations::ListSources},
        {"/api/sources/*/pause", Method::Post, Desk::PauseSource, Access::Change, Role::Admin,
            RouteBody::None, "Has a source take no more until it is resumed",
            api_operations::PauseSource},
        {"/api/sources/*/resume", Method::Post, Desk::ResumeSource, Access::Change, Role::Admin,
            RouteBody::None, "Has a source that was paused go on", api_operations::ResumeSource},
        {"/api/sources/*/dead", Method::Get, Desk::DeadLetters, Access::Read, Role::Monitor,
            RouteBody::None, "The newest messages of a source that were refused too often",
            api_operations::ListDead},
        {"/api/sources/*/dead/*", Method::Post, Desk::DeadLetters, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Publishes a dead message, as it is or mended, and removes it",
            api_operations::SendDeadAgain},
        {"/api/sources/*/dead/*", Method::Delete, Desk::DeadLetters, Access::Change, Role::Admin,
            RouteBody::None, "Removes a dead message", api_operations::RemoveDead},
        {"/api/whoami", Method::Get, Desk::WhoAmI, Access::Read, Role::Known, RouteBody::None,
            "Whom the hub takes the caller for, and what it is able to do", api_operations::WhoAmI},
        {"/api/tokens/check", Method::Post, Desk::CheckToken, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Whether a user's token is good, and why not, claim by claim",
            api_operations::CheckToken},
        {"/api/tickets", Method::Post, Desk::MakeTicket, Access::Change, Role::Granter,
            RouteBody::JsonObject, "Makes a ticket, which opens one stream of a user",
            api_operations::MakeTicket},
        {"/api/users/*/streams", Method::Delete, Desk::EndUser, Access::Change, Role::Admin,
            RouteBody::None,
            "Ends all streams of a user on all instances, and refuses what was issued before",
            api_operations::EndUserStreams, EndUserParameters},
        {"/api/admin/options", Method::Get, Desk::Options, Access::Read, Role::Monitor,
            RouteBody::None, "What the hub was told on its start, without secrets",
            api_operations::GetOptions},
        {"/api/admin/options", Method::Patch, Desk::Options, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Changes options that can change while the hub runs",
            api_operations::ChangeOptions},
        {"/api/admin/reach", Method::Post, Desk::Reach, Access::Change, Role::Publish,
            RouteBody::JsonObject, "Whom a publish would reach now; publishes nothing",
            api_operations::LookAtReach, ReachParameters},
        {"/api/admin/replay", Method::Get, Desk::Replay, Access::Read, Role::Monitor,
            RouteBody::None, "What a client that comes back with an event id would be sent first",
            api_operations::LookAtReplay, ReplayParameters},
        {"/api/admin/audience/*", Method::Get, Desk::AudienceSets, Access::Read, Role::Publish,
            RouteBody::None, "Authors who are followed, or types somebody is interested in",
            api_operations::ListSets, SetsParameters},
        {"/api/admin/audience/*/*", Method::Get, Desk::AudienceMembers, Access::Read, Role::Publish,
            RouteBody::None, "Who follows an author, or is interested in a type",
            api_operations::ListMembers},
        {"/api/admin/audience", Method::Post, Desk::ChangeAudience, Access::Change, Role::Publish,
            RouteBody::JsonObject, "Changes several sets of the audience, in order",
            api_operations::ChangeAudience},
        {"/api/admin/access", Method::Get, Desk::AccessReport, Access::Read, Role::Monitor,
            RouteBody::None, "Who may do what, and who was turned away", api_operations::GetAccess},
        {"/api/admin/tokens", Method::Post, Desk::MintToken, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Makes a user's token to try things with",
            api_operations::MintToken},
        {"/api/admin/redis/check", Method::Post, Desk::CheckRedis, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Whether the hub could move to a Redis; changes nothing",
            api_operations::CheckRedis},
        {"/api/admin/files", Method::Post, Desk::ReadFiles, Access::Change, Role::Admin,
            RouteBody::None, "Reads the files of TLS anew", api_operations::ReadFiles},
        {"/api/admin/receipts/*", Method::Get, Desk::ReceiptReport, Access::Read, Role::Publish,
            RouteBody::None, "How far an event has come, with all that was measured",
            api_operations::LookAtReceipt},
        {"/api/admin/disconnect", Method::Post, Desk::DisconnectMany, Access::Change, Role::Admin,
            RouteBody::JsonObject, "Ends several streams", api_operations::EndConnections},
        {"/api/admin/stream", Method::Get, Desk::AdminStream, Access::Stream, Role::Monitor,
            RouteBody::None, "Opens a stream of what a window shows of the hub",
            api_operations::OpenAdminStream, AdminStreamParameters},
        {"/api/admin/stream/*", Method::Patch, Desk::PatchAdminStream, Access::Change,
            Role::Monitor, RouteBody::JsonObject, "Changes what an admin stream tells of",
            api_operations::ChangeAdminStream},
        {"/api/admin/messages/*", Method::Get, Desk::AdminMessage, Access::Read, Role::Monitor,
            RouteBody::None, "A published message, and how it came to its clients",
            api_operations::GetAdminMessage},
        {"/api/openapi.json", Method::Get, Desk::Description, Access::Read, Role::None,
            RouteBody::None, "Describes this interface, in OpenAPI 3.1",
            api_operations::DescribeApi},
        {"/", Method::Get, Desk::Page, Access::Read, Role::None, RouteBody::None,
            "A page to try the hub with", api_operations::TryPage},
    };
    return Routes;
}

RouteMatch findRoute(http::Method method, std::string_view path)
{
    RouteMatch match;
    const Method wanted = method == Method::Head ? Method::Get : method;
    for (const Route& route : routes()) {
        if (route.method != wanted)
            continue;
        match.segments.clear();
        if (matches(route.path, path, match.segments)) {
            match.route = &route;
            return match;
        }
    }
    match.segments.clear();
    return match;
}

std::string allowedMethods(std::string_view path)
{
    std::string allowed;
    for (const Route& route : routes()) {
        std::vector<std::string> segments;
        if (path != "*" && !matches(route.path, path, segments))
            continue;
        const std::string name = http::methodName(route.method);
        if (allowed.find(name) == std::string::npos) // once each, for “*”
            allowed += (allowed.empty() ? "" : ", ") + name
                + (route.method == Method::Get ? ", HEAD" : "");
    }
    return allowed;
}

} // namespace fanlight
