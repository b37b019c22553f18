// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/amqp_link.h"
#include "sources/amqp_message.h"

#include <QDeadlineTimer>

#include <set>
#include <vector>

namespace fanlight {

// Where the dead of one queue lie, over one connection that publishes (RabbitMQ does not read on
// from one that does while it is short of memory, so it is never the one that takes messages). Each
// function blocks, within the link's bounds, and returns what went wrong as a sentence; after that
// the link is to be given up. In the thread of its owner, a source's own.
class AmqpDeadPlace {
public:
    // Of a list, all bodies together.
    static constexpr std::size_t MostListedBytes = 16 << 20;
    // How far a queue of the dead is looked through.
    static constexpr std::uint32_t MostLookedThrough = 65'535;

    AmqpDeadPlace(const AmqpPlace& place, AmqpLink& link, std::size_t mostBody)
        : m_place(place)
        , m_link(link)
        , m_mostBody(mostBody)
    {
    }

    // Before the first of a round: there is a place, and it confirms.
    QString prepare();
    // One message, its body in as many pieces as come.
    QString begin(const AmqpDelivery& delivery, const std::string& reason, int tries);
    QString append(std::string_view piece);
    // The server has them all on disk, or where it keeps such.
    QString awaitConfirms();

    QString list(std::vector<DeadLetter>* letters); // the newest first
    QString remove(const std::string& handle);

private:
    // Reads what the queue holds, the oldest first; `visit` gets each, and returns whether it is to
    // be removed. The rest goes back as it was.
    template <class Visit> QString lookThrough(std::size_t mostBody, Visit visit);
    QString nextFrame(amqp_frame_t* frame, QDeadlineTimer deadline);
    QString confirm(const amqp_frame_t& frame);

    const AmqpPlace& m_place;
    AmqpLink& m_link;
    const std::size_t m_mostBody;
    bool m_confirms = false;
    std::uint64_t m_published = 0; // on the channel that confirms
    std::set<std::uint64_t> m_unconfirmed;
    bool m_isBlocked = false; // the server said so
    QString m_returned; // why one found no queue
};

} // namespace fanlight
