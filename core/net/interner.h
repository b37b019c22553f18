// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/seeded_hash.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Keeps each distinct text once and counts its users; index 0 is the empty text. One thread.
class Interner {
public:
    Interner()
        : m_entries(1)
    {
    }

    std::uint32_t intern(const std::string& text)
    {
        if (text.empty())
            return 0;
        const auto [found, isNew] = m_index.try_emplace(text, 0);
        if (isNew) {
            if (m_free.empty()) {
                found->second = static_cast<std::uint32_t>(m_entries.size());
                m_entries.emplace_back();
            } else {
                found->second = m_free.back();
                m_free.pop_back();
            }
            m_entries[found->second].text = &found->first;
        }
        ++m_entries[found->second].users;
        return found->second;
    }
    void release(std::uint32_t index)
    {
        if (index == 0 || --m_entries[index].users > 0)
            return;
        m_index.erase(m_index.find(*m_entries[index].text));
        m_entries[index].text = nullptr;
        m_free.push_back(index);
    }
    const std::string& text(std::uint32_t index) const
    {
        static const std::string Empty;
        return m_entries[index].text ? *m_entries[index].text : Empty;
    }
    std::size_t size() const { return m_entries.size(); } // indices are below this
    bool isEmpty() const { return m_index.empty(); }

private:
    struct Entry {
        const std::string* text = nullptr;
        std::uint32_t users = 0;
    };
    std::unordered_map<std::string, std::uint32_t, SeededHash, std::equal_to<>> m_index;
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_free;
};

} // namespace fanlight
