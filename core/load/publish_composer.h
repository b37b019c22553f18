// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_mark.h"
#include "load/publish_target.h"

#include <QByteArray>

namespace fanlight {

// Writes messages as they go over the connection: a POST, or PUBLISH in Redis. Keeps its buffers.
// The publisher's thread.
class PublishComposer {
public:
    // All outlive it.
    PublishComposer(const LoadPlan& plan, const PublishTarget& target, LoadText::Random& random);

    // The message of that mark, for its channel.
    void append(std::string& out, const LoadMark& mark);
    // What a new connection begins with; how many replies come to it.
    int appendGreeting(std::string& out);

private:
    void composePayload(const LoadMark& mark);
    void appendPublish(std::string& out);
    void appendPost(std::string& out);
    void fillIn(std::string& body) const;

    const LoadPlan& m_plan;
    const LoadPublishing& m_publishing;
    const PublishTarget& m_target;
    LoadText::Random& m_random;
    std::string m_payload;
    std::string m_text;
    std::string m_user; // whom it is for
    QByteArray m_command;
};

} // namespace fanlight
