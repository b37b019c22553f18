// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audience_api.h"

#include "delivery/publish_parser.h"
#include "http/query.h"

#include <charconv>

namespace fanlight::audience_api {

namespace {

// What differs between the two.
struct Names {
    const char* list; // "followers"
    const char* one; // "follower"
    const char* is; // "follows"
};

const Names& namesOf(Desk desk)
{
    static constexpr Names Followers{"followers", "follower", "follows"};
    static constexpr Names Interests{"interests", "type", "interested"};
    return desk == Desk::Followers ? Followers : Interests;
}

void answerError(const AdminRequest& request, int status, std::string_view error)
{
    request.answer({.status = status,
        .headers = status == 503 ? "Retry-After: 1\r\n" : "",
        .body = http::errorBody(error)});
}

std::string begin(const AdminRequest& request)
{
    return "{\"userId\":" + jsonString(request.segments[0]);
}

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
        const auto [end, error]
            = std::from_chars(text->data(), text->data() + text->size(), page.limit);
        if (error != std::errc() || end != text->data() + text->size() || page.limit < 1
            || page.limit > MaxPage)
            page.error = "limit: must be a number from 1 to " + std::to_string(MaxPage);
    }
    page.after = query ? query->value("after").value_or("") : "";
    return page;
}

void answerList(const AdminRequest& request, const std::vector<std::string>& members, bool more,
    std::uint64_t total)
{
    std::string body = begin(request) + ",\"" + namesOf(request.desk).list + "\":[";
    for (const std::string& member : members)
        body += (&member == members.data() ? "" : ",") + jsonString(member);
    body += "],\"next\":"
        + (more && !members.empty() ? jsonString(members.back()) : std::string("null"))
        + ",\"total\":" + std::to_string(total) + "}\n";
    request.answer({.body = std::move(body)});
}

void getList(Audience& audience, AdminRequest request, const Page& page)
{
    const std::string user = request.segments[0];
    if (request.desk == Desk::Followers)
        return audience.followersPage(user, page.after, page.limit,
            [request = std::move(request)](const std::string& error,
                const std::vector<std::string>& members, bool more, std::uint64_t total) {
                if (!error.empty())
                    return answerError(request, 503, error);
                answerList(request, members, more, total);
            });
    audience.interests(user,
        [request = std::move(request), page](
            const std::string& error, std::vector<std::string> types) {
            if (!error.empty())
                return answerError(request, 503, error);
            std::sort(types.begin(), types.end());
            const std::size_t total = types.size();
            if (!page.after.empty())
                types.erase(
                    types.begin(), std::upper_bound(types.begin(), types.end(), page.after));
            const bool more = types.size() > page.limit;
            types.resize(std::min(types.size(), page.limit));
            answerList(request, types, more, total);
        });
}

void get(Audience& audience, AdminRequest request)
{
    const Page page = pageOf(request);
    if (!page.error.empty())
        return answerError(request, 400, page.error);
    if (request.segments.size() == 1)
        return getList(audience, std::move(request), page);
    const std::string user = request.segments[0];
    const std::string other = request.segments[1];
    const bool followers = request.desk == Desk::Followers;
    const auto done = [request = std::move(request)](const std::string& error, bool is) {
        if (!error.empty())
            return answerError(request, 503, error);
        const Names& names = namesOf(request.desk);
        request.answer(
            {.body = begin(request) + ",\"" + names.one + "\":" + jsonString(request.segments[1])
                    + ",\"" + names.is + "\":" + (is ? "true" : "false") + "}\n"});
    };
    if (followers)
        audience.isFollower(user, other, done);
    else
        audience.isInterested(user, other, done);
}

void change(Audience& audience, AdminRequest request, std::vector<std::string> members)
{
    const bool adds = request.method == http::Method::Put;
    const std::string user = request.segments[0];
    const bool followers = request.desk == Desk::Followers;
    const bool all = !adds && request.segments.size() == 1;
    const auto done
        = [adds, request = std::move(request)](const std::string& error, std::uint64_t changed) {
              if (!error.empty())
                  return answerError(request, 503, error);
              request.answer({.body = begin(request) + (adds ? ",\"added\":" : ",\"removed\":")
                      + std::to_string(changed) + "}\n"});
          };
    if (adds)
        return followers ? audience.addFollowers(user, std::move(members), done)
                         : audience.addInterests(user, members, done);
    if (all)
        return followers ? audience.removeFollowers(user, done)
                         : audience.removeInterests(user, done);
    return followers ? audience.removeFollower(user, members[0], done)
                     : audience.removeInterest(user, members[0], done);
}

} // namespace

void answer(Audience& audience, AdminRequest request)
{
    for (std::size_t i = 0; i < request.segments.size(); ++i) {
        if (const std::string error
            = checkName(i == 0 ? "userId" : namesOf(request.desk).one, request.segments[i]);
            !error.empty())
            return answerError(request, 400, error);
    }
    if (request.method == http::Method::Get || request.method == http::Method::Head)
        return get(audience, std::move(request));
    std::vector<std::string> members(request.segments.begin() + 1, request.segments.end());
    if (request.method == http::Method::Put && members.empty()) {
        if (const std::string error = parseNames(request.body, namesOf(request.desk).list, members);
            !error.empty())
            return answerError(request, 400, error);
    }
    change(audience, std::move(request), std::move(members));
}

} // namespace fanlight::audience_api
