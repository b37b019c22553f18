// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/cluster_nodes.h"

#include "qtredis/reply.h"

#include <QStringList>

#include <algorithm>

namespace fanlight {

namespace {

// "id ip:port@bus[,hostname] flags primary ping pong epoch link-state slots…" (Redis, CLUSTER
// NODES)
enum NodeField { NodeAddress = 1, NodeFlags = 2, NodeLinkState = 7, NodeFirstSlots = 8 };

// "0-5460" or "7"; one on its way, "[93->-id]", is still kept where it was.
void addSlots(const QString& text, int slot, RedisNode& node)
{
    const qsizetype dash = text.indexOf(u'-');
    bool isFirst = false, isLast = false;
    const int first = text.left(dash < 0 ? text.size() : dash).toInt(&isFirst);
    const int last = dash < 0 ? first : text.mid(dash + 1).toInt(&isLast);
    if (!isFirst || (dash >= 0 && !isLast) || last < first)
        return;
    node.slots += last - first + 1;
    node.keepsThisApp = node.keepsThisApp || (first <= slot && slot <= last);
}

} // namespace

std::vector<RedisNode> readClusterNodes(std::string_view answer, int slot)
{
    std::vector<RedisNode> nodes;
    for (const QString& line : redis::toQString(answer).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList fields = line.trimmed().split(u' ', Qt::SkipEmptyParts);
        if (fields.size() < NodeFirstSlots)
            continue;
        const QStringList flags = fields[NodeFlags].split(u',');
        RedisNode node;
        node.endpoint = fields[NodeAddress].section(u'@', 0, 0);
        if (node.endpoint.startsWith(u':') || flags.contains(QStringLiteral("noaddr")))
            continue;
        const bool isPrimary = flags.contains(QStringLiteral("master"));
        node.role = isPrimary ? QStringLiteral("master") : QStringLiteral("slave");
        node.isAway = flags.contains(QStringLiteral("fail"))
            || flags.contains(QStringLiteral("fail?"))
            || (fields[NodeLinkState] != u"connected" && !flags.contains(QStringLiteral("myself")));
        for (qsizetype i = NodeFirstSlots; isPrimary && i < fields.size(); ++i)
            addSlots(fields[i], slot, node);
        nodes.push_back(std::move(node));
    }
    std::sort(nodes.begin(), nodes.end(),
        [](const RedisNode& a, const RedisNode& b) { return a.endpoint < b.endpoint; });
    return nodes;
}

} // namespace fanlight
