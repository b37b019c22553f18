// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publish_composer.h"

#include "http/query.h"
#include "qtredis/command.h"
#include "sse/json_string.h"

namespace fanlight {

PublishComposer::PublishComposer(
    const LoadPlan& plan, const PublishTarget& target, LoadText::Random& random)
    : m_plan(plan)
    , m_publishing(plan.scenario.publishing)
    , m_target(target)
    , m_random(random)
{
}

void PublishComposer::append(std::string& out, const LoadMark& mark)
{
    composePayload(mark);
    m_user = m_plan.nameOf(mark.channel);
    if (m_target.redis)
        appendPublish(out);
    else
        appendPost(out);
}

int PublishComposer::appendGreeting(std::string& out)
{
    if (!m_target.redis || m_target.redis->password.isEmpty())
        return 0;
    const std::string user = m_target.redis->user.toStdString();
    const std::string password = m_target.redis->password.toStdString();
    m_command.clear();
    if (user.empty())
        redis::appendCommand(m_command, {"AUTH", password});
    else
        redis::appendCommand(m_command, {"AUTH", user, password});
    out.append(m_command.constData(), static_cast<std::size_t>(m_command.size()));
    return 1;
}

void PublishComposer::composePayload(const LoadMark& mark)
{
    const int size = m_publishing.leastBytes == m_publishing.mostBytes
        ? m_publishing.leastBytes
        : std::uniform_int_distribution(m_publishing.leastBytes, m_publishing.mostBytes)(m_random);
    constexpr std::string_view end = "\"}";
    m_payload = R"({"load":")";
    mark.appendTo(m_payload);
    m_payload += R"(","text":")";
    const auto wanted = static_cast<std::size_t>(size);
    if (m_payload.size() + end.size() < wanted)
        m_payload.append(wanted - m_payload.size() - end.size(), 'x');
    m_payload += end;
}

void PublishComposer::appendPublish(std::string& out)
{
    m_text.clear();
    m_target.channel.appendTo(m_text, m_user, {}, m_random);
    m_command.clear();
    redis::appendCommand(m_command, {"PUBLISH", m_text, m_payload});
    out.append(m_command.constData(), static_cast<std::size_t>(m_command.size()));
}

void PublishComposer::appendPost(std::string& out)
{
    m_text.clear();
    m_target.body.appendTo(m_text, m_user, {}, m_random);
    fillIn(m_text);
    out += "POST ";
    m_target.path.appendTo(out, m_user, {}, m_random);
    out += " HTTP/1.1\r\nHost: ";
    out += m_target.authority;
    out += "\r\n";
    out += m_target.headers;
    out += "Content-Length: ";
    out += std::to_string(m_text.size());
    out += "\r\n\r\n";
    out += m_text;
}

void PublishComposer::fillIn(std::string& body) const
{
    constexpr std::string_view asJson = "{payload}";
    if (const std::size_t at = body.find(asJson); at != std::string::npos)
        body.replace(at, asJson.size(), m_payload);
    constexpr std::string_view asString = "{payloadString}";
    if (const std::size_t at = body.find(asString); at != std::string::npos) {
        const std::string quoted = jsonString(m_payload);
        body.replace(at, asString.size(), quoted, 1, quoted.size() - 2);
    }
    constexpr std::string_view asUrl = "{payloadUrl}";
    if (const std::size_t at = body.find(asUrl); at != std::string::npos)
        body.replace(at, asUrl.size(), http::percentEncode(m_payload));
}

} // namespace fanlight
