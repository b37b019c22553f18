// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace fanlight::auth {

// Of an address its network (16 bytes, IPv4 mapped), of a name the beginning of its hash.
using MemoryKey = std::array<std::uint8_t, 16>;

// Something about each of many keys that strangers choose. Bounded in number: a new one takes the
// place of that which was not used for longest. Any thread; a lock of one of its parts is held for
// as long as it takes to look at one.
template <class Value> class BoundedMemory {
public:
    static constexpr std::size_t Parts = 16;

    explicit BoundedMemory(std::size_t most)
        : m_mostOfPart(most / Parts)
    {
    }

    // Calls `use` with what is kept of the key, a fresh value where there was nothing, and gives
    // back what it gives back.
    template <class Use> auto with(const MemoryKey& key, Use use)
    {
        Part& part = partOf(key);
        const std::lock_guard lock(part.mutex);
        const auto found = part.byKey.find(key);
        if (found != part.byKey.end()) {
            part.entries.splice(part.entries.begin(), part.entries, found->second);
            return use(found->second->second);
        }
        if (part.entries.size() >= m_mostOfPart) {
            part.byKey.erase(part.entries.back().first);
            part.entries.splice(part.entries.begin(), part.entries, std::prev(part.entries.end()));
            part.entries.front() = {key, Value()};
        } else {
            part.entries.emplace_front(key, Value());
            m_isEmpty.store(false, std::memory_order_release);
        }
        part.byKey.emplace(key, part.entries.begin());
        return use(part.entries.front().second);
    }
    // A copy of it; of a key nothing is kept of a fresh value, which is not kept. While nothing is
    // kept of any, asking costs no lock.
    Value valueOf(const MemoryKey& key) const
    {
        if (m_isEmpty.load(std::memory_order_acquire))
            return Value();
        const Part& part = partOf(key);
        const std::lock_guard lock(part.mutex);
        const auto found = part.byKey.find(key);
        return found == part.byKey.end() ? Value() : found->second->second;
    }
    std::size_t size() const
    {
        std::size_t size = 0;
        for (const Part& part : m_parts) {
            const std::lock_guard lock(part.mutex);
            size += part.entries.size();
        }
        return size;
    }

private:
    struct KeyHash {
        std::size_t operator()(const MemoryKey& key) const noexcept
        {
            static const std::size_t Seed = QHashSeed::globalSeed();
            return qHashBits(key.data(), key.size(), Seed);
        }
    };
    using Entries = std::list<std::pair<MemoryKey, Value>>; // the one used last in front
    struct Part {
        mutable std::mutex mutex;
        Entries entries;
        std::unordered_map<MemoryKey, typename Entries::iterator, KeyHash> byKey;
    };
    Part& partOf(const MemoryKey& key) { return m_parts[KeyHash()(key) / 64 % Parts]; }
    const Part& partOf(const MemoryKey& key) const { return m_parts[KeyHash()(key) / 64 % Parts]; }

    const std::size_t m_mostOfPart;
    std::array<Part, Parts> m_parts;
    std::atomic<bool> m_isEmpty{true};
};

} // namespace fanlight::auth
