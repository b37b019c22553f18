// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/request_composer.h"

namespace fanlight {

void RequestComposer::compose(VirtualClient& client)
{
    const LoadPlan::Step& step = *client.exchange.step;
    const VirtualClient::Person& person = client.person;
    std::string& request = client.exchange.request;
    request = step.method + ' ';
    step.path.appendTo(request, person.name, person.variables, m_random);
    request += " HTTP/1.1\r\nHost: " + m_plan.origins[step.origin].authority + "\r\n";
    step.headers.appendTo(request, person.name, person.variables, m_random);
    if (!client.stream.lastId.empty())
        request += "Last-Event-ID: " + client.stream.lastId + "\r\n";
    if (step.hasBody) {
        m_body.clear();
        step.body.appendTo(m_body, person.name, person.variables, m_random);
        request += "Content-Length: " + std::to_string(m_body.size()) + "\r\n\r\n" + m_body;
    } else {
        request += "\r\n";
    }
}

} // namespace fanlight
