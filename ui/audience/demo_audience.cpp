// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/demo_audience.h"

namespace fanlight {

namespace {

// Walks over all memberships of a graph, set by set.
class DemoAudience {
public:
    DemoAudience(const DemoGraphPlan& plan, bool withInterests)
        : m_graph(plan)
        , m_withInterests(withInterests)
        , m_steps(demoMemberships(m_graph, false)
              + (withInterests ? quint64(plan.users) * DemoGraph::interests().size() : 0))
    {
    }

    AudienceChunk next()
    {
        AudienceChunk chunk;
        while (chunk.users < quint64(AudienceChunk::MostRows) && !m_finished) {
            if (m_author <= m_graph.plan().authors)
                nextFollower(chunk);
            else if (m_withInterests && m_interest < DemoGraph::interests().size())
                nextInterest(chunk);
            else
                m_finished = true;
        }
        chunk.done = m_steps > 0 ? double(m_step) / double(m_steps) : 1;
        chunk.last = m_finished;
        return chunk;
    }

private:
    static void add(AudienceChunk& chunk, AudienceKind kind, const QString& set, int user)
    {
        if (chunk.changes.empty() || chunk.changes.back().kind != kind
            || chunk.changes.back().set != set)
            chunk.changes.push_back({kind, set, {}, false});
        chunk.changes.back().users += QString::number(user);
        ++chunk.users;
    }

    void nextFollower(AudienceChunk& chunk)
    {
        if (m_index == m_graph.followerCount(m_author)) {
            ++m_author;
            m_index = 0;
            return;
        }
        add(chunk, AudienceKind::Followers, QString::number(m_author),
            m_graph.follower(m_author, m_index++));
        ++m_step;
    }

    void nextInterest(AudienceChunk& chunk)
    {
        if (m_user > m_graph.plan().users) {
            ++m_interest;
            m_user = 1;
            return;
        }
        if (m_graph.wants(m_user, m_interest))
            add(chunk, AudienceKind::Interests,
                QString::fromLatin1(DemoGraph::interests()[m_interest].type), m_user);
        ++m_user;
        ++m_step;
    }

    DemoGraph m_graph;
    bool m_withInterests;
    quint64 m_steps;
    quint64 m_step = 0;
    int m_author = 1;
    int m_index = 0;
    std::size_t m_interest = 0;
    int m_user = 1;
    bool m_finished = false;
};

} // namespace

quint64 demoMemberships(const DemoGraph& graph, bool withInterests)
{
    double interests = 0;
    for (const DemoGraph::Interest& one : DemoGraph::interests())
        interests += one.share * graph.plan().users;
    return graph.totalFollowers() + (withInterests ? quint64(interests) : 0);
}

AudienceJob::Source demoSource(const DemoGraphPlan& plan, bool withInterests)
{
    return [demo = std::make_shared<DemoAudience>(plan, withInterests)] { return demo->next(); };
}

} // namespace fanlight
