// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audience_api.h"

#include "http/query.h"

#include <charconv>

namespace fanlight::audience_api {

namespace {

using Kind = AdminRequest::Kind;

// What differs between the two.
struct Names {
    const char* list; // "followers"
    const char* one; // "follower"
    const char* is; // "follows"
};

const Names& namesOf(Kind kind)
{
    static constexpr Names Followers {"followers", "follower", "follows"};
    static constexpr Names Interests {"interests", "type", "interested"};
    return kind == Kind::Followers ? Followers : Interests;
}

void answerError(const AdminRequest& request, int status, std::string_view error)
{
    HttpApi::answerAdmin(request, {.status = status, .headers = status == 503 ? "Retry-After: 1\r\n" : "", .body = http::errorBody(error)});
}

std::string begin(const AdminRequest& request) { return "{\"userId\":" + jsonString(request.segments[0]); }

struct Page {
    std::size_t limit = DefaultPage;
    std::string after;
    std::string error;
};

Page pageOf(const AdminRequest& request)
{
    Page page;
    const auto query = http::Query::parse(request.query);
    if (!query)
        page.error = "the query holds an escape that is not % and two hexadecimal digits";
    if (const auto text = query ? query->value("limit") : std::nullopt) {
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), page.limit);
        if (error != std::errc() || end != text->data() + text->size() || page.limit < 1 || page.limit > MaxPage)
            page.error = "limit: must be a number from 1 to " + std::to_string(MaxPage);
    }
    page.after = query ? query->value("after").value_or("") : "";
    return page;
}

void answerList(const AdminRequest& request, const Page& page, std::vector<std::string> members)
{
    std::sort(members.begin(), members.end());
    const auto from = std::upper_bound(members.begin(), members.end(), page.after);
    const auto first = page.after.empty() ? members.begin() : from;
    const auto last = members.end() - first > static_cast<std::ptrdiff_t>(page.limit) ? first + static_cast<std::ptrdiff_t>(page.limit) : members.end();
    std::string body = begin(request) + ",\"" + namesOf(request.kind).list + "\":[";
    for (auto member = first; member != last; ++member)
        body += (member == first ? "" : ",") + jsonString(*member);
    body += "],\"next\":" + (last == members.end() ? std::string("null") : jsonString(*(last - 1))) + ",\"total\":" + std::to_string(members.size()) + "}\n";
    HttpApi::answerAdmin(request, {.body = std::move(body)});
}

void get(Audience& audience, AdminRequest request)
{
    const Page page = pageOf(request);
    if (!page.error.empty())
        return answerError(request, 400, page.error);
    const auto done = [request, page](const std::string& error, std::vector<std::string> members) {
        if (!error.empty())
            return answerError(request, 503, error);
        if (request.segments.size() == 1)
            return answerList(request, page, std::move(members));
        const bool is = std::find(members.begin(), members.end(), request.segments[1]) != members.end();
        const Names& names = namesOf(request.kind);
        HttpApi::answerAdmin(request, {.body = begin(request) + ",\"" + names.one + "\":" + jsonString(request.segments[1]) + ",\"" + names.is + "\":" + (is ? "true" : "false") + "}\n"});
    };
    if (request.kind == Kind::Followers)
        audience.followers(request.segments[0], done);
    else
        audience.interests(request.segments[0], done);
}

void change(Audience& audience, AdminRequest request, std::vector<std::string> members)
{
    const bool adds = request.method == http::Method::Put;
    const std::string user = request.segments[0];
    const bool followers = request.kind == Kind::Followers;
    const bool all = !adds && request.segments.size() == 1;
    const auto done = [adds, request = std::move(request)](const std::string& error, std::uint64_t changed) {
        if (!error.empty())
            return answerError(request, 503, error);
        HttpApi::answerAdmin(request, {.body = begin(request) + (adds ? ",\"added\":" : ",\"removed\":") + std::to_string(changed) + "}\n"});
    };
    if (adds)
        return followers ? audience.addFollowers(user, std::move(members), done) : audience.addInterests(user, members, done);
    if (all)
        return followers ? audience.removeFollowers(user, done) : audience.removeInterests(user, done);
    return followers ? audience.removeFollower(user, members[0], done) : audience.removeInterest(user, members[0], done);
}

} // namespace

void answer(Audience& audience, AdminRequest request)
{
    for (std::size_t i = 0; i < request.segments.size(); ++i) {
        if (const std::string error = checkName(i == 0 ? "userId" : namesOf(request.kind).one, request.segments[i]); !error.empty())
            return answerError(request, 400, error);
    }
    if (request.method == http::Method::Get || request.method == http::Method::Head)
        return get(audience, std::move(request));
    std::vector<std::string> members(request.segments.begin() + 1, request.segments.end());
    if (request.method == http::Method::Put && members.empty()) {
        if (const std::string error = parseNames(request.body, namesOf(request.kind).list, members); !error.empty())
            return answerError(request, 400, error);
    }
    change(audience, std::move(request), std::move(members));
}

} // namespace fanlight::audience_api
